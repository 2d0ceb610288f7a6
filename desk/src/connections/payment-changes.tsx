import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { decidePaymentChange, type PaymentChange, usePaymentChanges } from '../api/payment-changes.ts'
import { useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Section } from '../pieces/page.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './payment-changes.module.css'

/** Changes of where money is paid: those that wait, with what a second member does about them, and how the latest ended. Nothing when there are none. */
export function PaymentChanges() {
  const { t } = useTranslation()
  const { data: changes = [] } = usePaymentChanges()
  if (changes.length === 0) return null
  const waiting = changes.filter(({ state }) => state === 'waiting')
  return (
    <Section title={t('connections.changes.title')} lead={t('connections.changes.lead')}>
      {waiting.map((change) => (
        <Waiting key={change.id} change={change} />
      ))}
      {waiting.length < changes.length && (
        <ul className={styles.ended}>
          {changes
            .filter(({ state }) => state !== 'waiting')
            .map((change) => (
              <Ended key={change.id} change={change} />
            ))}
        </ul>
      )}
    </Section>
  )
}

function Waiting({ change }: { change: PaymentChange }) {
  const { t } = useTranslation(['desk', 'payments'])
  const formats = useFormats()
  const { kind, name, provider, currency, proposedByName, proposedAt, takesEffectAt, expiresAt } = change
  const title = t(`connections.changes.${kind}`, { name })
  const waitsFor = takesEffectAt
    ? t('connections.changes.byItself', { moment: formats.moment(takesEffectAt) })
    : t('connections.changes.forSecond', { moment: formats.moment(expiresAt) })
  return (
    <article className="stack tight" aria-label={title}>
      <div className="bar spread">
        <span>
          <strong>{title}</strong>{' '}
          <span className="quiet small">{[t(`payments:${provider}.name`), currency].filter(Boolean).join(' · ')}</span>
        </span>
        <span className="quiet small">
          {t('connections.changes.by', { name: proposedByName, when: formats.ago(proposedAt) })}
        </span>
      </div>
      <OldAndNew change={change} />
      <p className="small">{waitsFor}</p>
      <Decision change={change} />
    </article>
  )
}

/** Old against new, a setting a line; secrets say only that they change. */
function OldAndNew({ change }: { change: PaymentChange }) {
  const { t, i18n } = useTranslation(['desk', 'payments'])
  const { kind, name, newName, provider, isOffered, fields } = change
  const said = (field: string, value: string | null) => {
    const choice = `payments:${provider}.fields.${field}.choices.${value}`
    return i18n.exists(choice) ? t(choice) : value
  }
  const offering = (isIt: boolean) => t(isIt ? 'connections.offered' : 'connections.withdrawn')
  const lines = [
    ...(newName ? [{ label: t('connections.name'), before: name, after: newName }] : []),
    ...fields.map(({ field, isSecret, before, after }) => ({
      label: t(`payments:${provider}.fields.${field}.label`),
      before: said(field, before),
      after: isSecret
        ? t(kind === 'create' ? 'connections.changes.entered' : 'connections.changes.replaced')
        : said(field, after),
    })),
    ...(isOffered === null
      ? []
      : [
          {
            label: t('connections.changes.form'),
            before: kind === 'create' ? null : offering(!isOffered),
            after: offering(isOffered),
          },
        ]),
  ]
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{t('connections.changes.setting')}</th>
          <th scope="col">{t('connections.changes.before')}</th>
          <th scope="col">{t('connections.changes.after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, before, after }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{before ?? '–'}</td>
            <td className={styles.new}>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decision({ change }: { change: PaymentChange }) {
  const { id, name, proposedBy, isForYou, takesEffectAt } = change
  const { t } = useTranslation()
  const { member } = useSession()
  const isMine = proposedBy === member.id
  const stop = (decision: 'decline' | 'withdraw', done: string) => (
    <Button size="xs" variant="default" onClick={() => attempt(() => decidePaymentChange(id, decision), done)}>
      {t(`connections.changes.${decision}`)}
    </Button>
  )
  if (isMine) {
    return (
      <div className="bar">
        {stop('withdraw', t('connections.changes.withdrawn'))}
        {!takesEffectAt && <span className="quiet small">{t('connections.changes.own')}</span>}
      </div>
    )
  }
  return (
    <div className="bar">
      {isForYou && (
        <Confirm
          words={t('connections.changes.approve')}
          size="xs"
          variant="filled"
          title={t('connections.changes.approveTitle', { name })}
          act={t('connections.changes.approve')}
          send={() => decidePaymentChange(id, 'approve')}
        >
          <OldAndNew change={change} />
          <p>{t('connections.changes.approveWords')}</p>
        </Confirm>
      )}
      {stop('decline', t('connections.changes.declined'))}
      {!isForYou && <span className="quiet small">{t('connections.changes.tooNew')}</span>}
    </div>
  )
}

function Ended({ change }: { change: PaymentChange }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { name, state, endedByName, endedAt, lapseReason } = change
  const facts = { name, by: endedByName ?? '', when: endedAt ? formats.ago(endedAt) : '' }
  const how = state === 'lapsed' ? `lapsed.${lapseReason}` : state === 'effective' && !endedByName ? 'byItself' : state
  return <li>{t(`connections.changes.ended.${how}`, facts)}</li>
}
