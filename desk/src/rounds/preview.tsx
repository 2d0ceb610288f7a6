import { Badge, Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../api/rounds.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName } from '../words/names.ts'

/** Whom a round would reach now, in which languages, with what is left to send this month and what it costs. */
export function PreviewView({ preview }: { preview: Preview }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { people, postponed, gifts, updates, cost, shown, returned, waiting, held } = preview
  const ends = { shown, returned, waiting, held }
  return (
    <div className="stack">
      <Section title={t('rounds.preview')} lead={t('rounds.previewLead')}>
        <p>
          {t('rounds.summary', {
            people: formats.number(people),
            gifts: formats.number(gifts),
            updates: formats.number(updates),
          })}
        </p>
        {postponed > 0 && <p>{t('rounds.postponed', { count: postponed })}</p>}
        {preview.recipients.length > 0 && <Recipients preview={preview} />}
        <p className="quiet small">{t('rounds.quietHours')}</p>
      </Section>
      <Section title={t('rounds.quota')}>
        {preview.channels.map((channel) => (
          <div key={channel.id} className="bar spread">
            <span>
              {channel.name} <span className="quiet small">{t('rounds.messages', { count: channel.people })}</span>
            </span>
            <MessagesLeft {...channel} />
          </div>
        ))}
        <p>{cost ? t('rounds.cost', { amount: formats.money(cost) }) : t('rounds.costUnknown')}</p>
      </Section>
      <Section title={t('rounds.others')}>
        {(['shown', 'returned', 'waiting', 'held'] as const).map((end) => (
          <div key={end} className="bar spread unwrapped">
            <span>
              {t(`rounds.results.${end}`)}
              <span className="quiet small" style={{ display: 'block' }}>
                {t(`rounds.means.${end}`)}
              </span>
            </span>
            <strong className="figure">{t('rounds.gifts', { count: ends[end] })}</strong>
          </div>
        ))}
      </Section>
    </div>
  )
}

function Recipients({ preview: { recipients, channels } }: { preview: Preview }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const spoken = [...new Set(recipients.map(({ language }) => language))]
  const kinds = [...new Set(recipients.map(({ channel }) => channel))]
  const count = (kind: string, language: string) =>
    recipients
      .filter((one) => one.channel === kind && one.language === language)
      .reduce((sum, one) => sum + one.people, 0)
  return (
    <DataTable stacked head={[t('rounds.channel'), ...spoken.map(languageName)]}>
      {kinds.map((kind) => (
        <Table.Tr key={kind}>
          <Table.Th scope="row" data-lead>
            {channels.find((channel) => channel.kind === kind)?.name ?? kind}
          </Table.Th>
          {spoken.map((language) => (
            <Table.Td key={language} className="figure" data-label={languageName(language)}>
              {formats.number(count(kind, language))}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </DataTable>
  )
}

function MessagesLeft({ people, messagesLeft }: { people: number; messagesLeft: number | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (messagesLeft === null) return <span className="quiet small">{t('rounds.leftUnknown')}</span>
  return (
    <Badge color={messagesLeft < people ? 'danger' : 'good'}>
      {t('rounds.left', { count: messagesLeft, shown: formats.number(messagesLeft) })}
    </Badge>
  )
}
