import { Alert, Badge, Table } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Preflight } from '../api/broadcasts.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName } from '../words/names.ts'
import { ReasonWords } from './reason-words.tsx'

/** Whom a broadcast reaches and by which way, what is left to send this month and what it costs, and who gets nothing. */
export function PreflightView({ preflight, isNow }: { preflight: Preflight; isNow: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { people, reached, cost, skipped, templateMissing, inFallback, zoneUnknown } = preflight
  const notes = { inFallback, zoneUnknown }
  return (
    <Section title={t('broadcasts.preflight')} lead={t(isNow ? 'broadcasts.preflightNow' : 'broadcasts.preflightThen')}>
      {reached === 0 && <ReachesNobody />}
      <p>{t('broadcasts.summary', { reached: formats.number(reached), people: formats.number(people) })}</p>
      {templateMissing > 0 && (
        <Alert color="attention" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {t('broadcasts.templateMissing', { count: templateMissing, shown: formats.number(templateMissing) })}
        </Alert>
      )}
      {reached > 0 && <Routes preflight={preflight} />}
      <Accounts preflight={preflight} />
      <p>{cost ? t('broadcasts.cost', { amount: formats.money(cost) }) : t('broadcasts.costUnknown')}</p>
      {skipped.length > 0 && <h3>{t('broadcasts.skipped')}</h3>}
      {skipped.map(({ reason, people: count }) => (
        <div key={reason} className="bar spread unwrapped">
          <span>
            <ReasonWords reason={reason} />
          </span>
          <strong className="figure">{formats.number(count)}</strong>
        </div>
      ))}
      {(['inFallback', 'zoneUnknown'] as const)
        .filter((note) => notes[note] > 0)
        .map((note) => (
          <p key={note} className="quiet small">
            {t(`broadcasts.notes.${note}`, { count: notes[note], shown: formats.number(notes[note]) })}
          </p>
        ))}
    </Section>
  )
}

/** Said wherever a broadcast without a single recipient could go on. */
export function ReachesNobody() {
  const { t } = useTranslation()
  return (
    <Alert color="danger" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('broadcasts.nobody.title')}>
      {t('broadcasts.nobody.words')}
    </Alert>
  )
}

function Routes({ preflight: { routes, accounts } }: { preflight: Preflight }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <DataTable
      stacked
      head={[
        t('broadcasts.channel'),
        t('broadcasts.route'),
        t('broadcasts.language'),
        { title: t('broadcasts.reached'), amount: true },
      ]}
    >
      {routes.map(({ channel, by, language, people }) => (
        <Table.Tr key={`${channel} ${by} ${language}`}>
          <Table.Td data-lead>{accounts.find((one) => one.kind === channel)?.name ?? channel}</Table.Td>
          <Table.Td>{t(`broadcasts.by_${by}`)}</Table.Td>
          <Table.Td>{languageName(language)}</Table.Td>
          <Table.Td className="figure amount" data-end>
            {formats.number(people)}
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  )
}

function Accounts({ preflight: { accounts } }: { preflight: Preflight }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return accounts
    .filter(({ messagesLeft }) => messagesLeft !== null)
    .map(({ id, name, people, messagesLeft }) => (
      <div key={id} className="bar spread">
        <span>{name}</span>
        <Badge color={(messagesLeft ?? 0) < people ? 'danger' : 'good'}>
          {t('broadcasts.left', { left: formats.number(messagesLeft ?? 0), people: formats.number(people) })}
        </Badge>
      </div>
    ))
}
