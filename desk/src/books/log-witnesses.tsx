import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addWitness, type LogWitness, removeWitness } from '../api/log.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** Who cosigns the log, how far, and why not. */
export function LogWitnesses({ witnesses }: { witnesses: readonly LogWitness[] }) {
  const { t } = useTranslation(['desk', 'log'])
  const may = useMay()
  return (
    <Section title={t('log:panel.witnesses')} acts={may('organisation.change') && <AddWitness />}>
      {witnesses.length === 0 ? (
        <p className="quiet">{t('log:panel.noWitnesses')}</p>
      ) : (
        <DataTable head={[t('log:panel.witness'), t('log:panel.cosigned'), '']} stacked>
          {witnesses.map((witness) => (
            <Row key={witness.witnessId} witness={witness} mayChange={may('organisation.change')} />
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function Row({ witness, mayChange }: { witness: LogWitness; mayChange: boolean }) {
  const { t } = useTranslation(['desk', 'log'])
  const formats = useFormats()
  const { witnessId, name, cosignedSize, cosignedAt, problem } = witness
  const when = cosignedAt && formats.moment(cosignedAt)
  return (
    <Table.Tr>
      <Table.Td data-lead style={{ overflowWrap: 'anywhere' }}>
        {name}
      </Table.Td>
      <Table.Td>
        {when ? t('log:panel.upTo', { size: formats.number(cosignedSize), when }) : t('log:panel.never')}
        {problem && <div className="quiet small">{t(`log:panel.problem.${problem}`)}</div>}
      </Table.Td>
      <Table.Td data-end>
        {mayChange && (
          <Confirm
            words={t('log:panel.remove')}
            title={t('log:panel.removeTitle', { name })}
            act={t('log:panel.remove')}
            variant="subtle"
            size="xs"
            danger
            send={async () => {
              await removeWitness(witnessId)
              say(t('log:panel.removed'))
            }}
          >
            <p>{t('log:panel.removeWords')}</p>
          </Confirm>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function AddWitness() {
  const { t } = useTranslation(['desk', 'log'])
  return (
    <Confirm
      words={t('log:panel.add')}
      title={t('log:panel.add')}
      act={t('log:panel.add')}
      send={async (typed) => {
        await addWitness({ vkey: typed.text('vkey'), url: typed.text('url') })
        say(t('log:panel.added'))
      }}
    >
      <p>{t('log:panel.addWords')}</p>
      <TextField name="vkey" label={t('log:panel.witnessKey')} required />
      <TextField name="url" label={t('log:panel.witnessUrl')} placeholder="https://…/log/…/witness" required />
    </Confirm>
  )
}
