import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PublicLog, type WitnessedLog, watchLog } from '../api/log.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './log.module.css'

/** The logs of others that are cosigned here, and what others need for it. */
export function LogsWatched({ witnessing: { vkey, url, logs } }: Pick<PublicLog, 'witnessing'>) {
  const { t } = useTranslation(['desk', 'log'])
  const may = useMay()
  return (
    <Section
      title={t('log:panel.others')}
      lead={t('log:panel.othersLead')}
      acts={may('organisation.change') && <WatchAnother />}
    >
      <dl className={styles.facts}>
        <div>
          <dt>{t('log:panel.key')}</dt>
          <dd>
            <code>{vkey}</code>
          </dd>
        </div>
        <div>
          <dt>{t('log:panel.address')}</dt>
          <dd>
            <code>{url}</code>
          </dd>
        </div>
      </dl>
      {logs.length === 0 ? (
        <p className="quiet">{t('log:panel.noOthers')}</p>
      ) : (
        <DataTable head={[t('log:panel.title'), t('log:panel.cosigned')]} stacked>
          {logs.map((log) => (
            <Row key={log.origin} log={log} />
          ))}
        </DataTable>
      )}
    </Section>
  )
}

function Row({ log: { origin, size, cosignedAt, refusedAt } }: { log: WitnessedLog }) {
  const { t } = useTranslation(['desk', 'log'])
  const formats = useFormats()
  return (
    <Table.Tr>
      <Table.Td data-lead style={{ overflowWrap: 'anywhere' }}>
        {origin}
      </Table.Td>
      <Table.Td>
        {cosignedAt
          ? t('log:panel.upTo', { size: formats.number(size), when: formats.moment(cosignedAt) })
          : t('log:panel.never')}
        {refusedAt && <div className="danger small">{t('log:panel.refused', { when: formats.moment(refusedAt) })}</div>}
      </Table.Td>
    </Table.Tr>
  )
}

function WatchAnother() {
  const { t } = useTranslation(['desk', 'log'])
  return (
    <Confirm
      words={t('log:panel.watch')}
      title={t('log:panel.watch')}
      act={t('log:panel.watch')}
      send={async (typed) => {
        await watchLog(typed.text('vkey'))
        say(t('log:panel.watched'))
      }}
    >
      <p>{t('log:panel.watchWords')}</p>
      <TextField name="vkey" label={t('log:panel.logKey')} required />
    </Confirm>
  )
}
