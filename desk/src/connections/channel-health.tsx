import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import {
  type ChannelAbilities,
  type ChannelAccount,
  type ConfigField,
  type ChannelHealth as Health,
  useChannelHealth,
} from '../api/connections.ts'
import { useFormats } from '../words/formats.ts'
import styles from './connections.module.css'

interface ChannelHealthProps {
  account: ChannelAccount
  abilities: ChannelAbilities
}

/** How a channel is doing and what it can do: key, deliveries to us, plan, pace, what went wrong last and what to do. */
export function ChannelHealth({ account, abilities }: ChannelHealthProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { lastFailure } = account
  const { data } = useChannelHealth()
  const health = data?.get(account.id)
  const left = useLeft(account)
  const windowWords = useWindowWords(abilities)
  const facts = [
    ...(health && account.kind !== 'webchat' ? [['token', <Token key="token" health={health} />] as const] : []),
    ['webhook', <Webhook key="webhook" health={health} heardAt={account.lastEventAt} />],
    ...(abilities.monthlyQuota ? [['left', left] as const] : []),
    ['rate', <Rate key="rate" health={health} perSecond={account.ratePerSecond ?? abilities.ratePerSecond} />],
    ...(account.messagePrice ? [['price', formats.money(account.messagePrice)] as const] : []),
    ...(health && health.waiting > 0 ? [['waiting', formats.number(health.waiting)] as const] : []),
    ['window', windowWords],
    ['receipts', t(`connections.receipts.${receiptsOf(abilities)}`)],
  ] as const
  return (
    <>
      {lastFailure && (
        <p className={styles.failure}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            {t(`connections.failures.${lastFailure.code}`, { when: formats.ago(lastFailure.at) })}{' '}
            <span className={styles.remedy}>{t(`connections.remedies.${lastFailure.code}`)}</span>
          </span>
        </p>
      )}
      <dl className={styles.facts}>
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{t(`connections.facts.${name}`)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {health?.lastError && <LastError error={health.lastError} failed={health.failed} />}
    </>
  )
}

function Token({ health: { token, checkedAt } }: { health: Health }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <span data-state={token.state} className={styles.state}>
      {t(`connections.token.${token.state}`)}
      {token.expiresAt && ` · ${t('connections.token.until', { when: formats.moment(token.expiresAt) })}`}
      {token.refusedAt && ` · ${formats.ago(token.refusedAt)}`}
      {checkedAt && !token.refusedAt && ` · ${t('connections.token.tested', { when: formats.ago(checkedAt) })}`}
    </span>
  )
}

function Webhook({ health, heardAt }: { health: Health | undefined; heardAt: string | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const state = health?.webhook.state ?? (heardAt ? 'heard' : 'silent')
  return (
    <span data-state={state} className={styles.state}>
      {t(`connections.webhook.${state}`)}
      {heardAt && ` · ${t('connections.webhook.last', { when: formats.ago(heardAt) })}`}
    </span>
  )
}

function Rate({ health, perSecond }: { health: Health | undefined; perSecond: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const until = health?.rate.pausedUntil
  return (
    <span data-state={until ? 'wrong' : 'verified'} className={styles.state}>
      {until && `${t('connections.facts.ratePaused', { when: formats.moment(until) })} · `}
      {t('connections.facts.rateWords', { rate: formats.number(perSecond) })}
    </span>
  )
}

/** The newest message that could not be sent, in the provider's words, and what helps. */
function LastError({ error: { reason, code, words, at }, failed }: { error: LastErrorOf; failed: number }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const remedy = `remedies.${reason ?? 'rejected'}`
  return (
    <p className="small">
      <span className="quiet">
        {t('connections.lastError', { when: formats.ago(at) })}
        {failed > 1 && ` ${t('connections.failedLately', { count: failed })}`}
      </span>{' '}
      {(words || code) && <q>{[code, words].filter(Boolean).join(': ')}</q>}{' '}
      {i18n.exists(remedy) && <span className={styles.remedy}>{t(remedy)}</span>}
    </p>
  )
}

type LastErrorOf = NonNullable<Health['lastError']>

function useLeft({ messagesLeft, quotaReadAt }: ChannelAccount): string {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!quotaReadAt) return t('connections.facts.leftUnread')
  const when = formats.ago(quotaReadAt)
  if (messagesLeft === null) return t('connections.facts.leftUnlimited', { when })
  return t('connections.facts.leftRead', { shown: formats.number(messagesLeft), when })
}

/** When a channel takes what is typed, in words: "freely for 24 hours after they wrote · afterwards with approved templates". */
function useWindowWords({ windowHours, windowMessages, memberHours, templates }: ChannelAbilities): string {
  const { t } = useTranslation()
  const formats = useFormats()
  if (windowHours === null) return t('connections.window.none')
  return [
    t('connections.window.hours', { hours: formats.number(windowHours) }),
    windowMessages !== null && t('connections.window.messages', { shown: formats.number(windowMessages) }),
    memberHours !== null && t('connections.window.member', { days: formats.number(Math.floor(memberHours / 24)) }),
    t(templates ? 'connections.window.templates' : 'connections.window.nothing'),
  ]
    .filter(Boolean)
    .join(' · ')
}

function receiptsOf({ tellsDelivered, tellsRead }: ChannelAbilities): 'both' | 'delivered' | 'read' | 'none' {
  if (tellsDelivered && tellsRead) return 'both'
  return tellsDelivered ? 'delivered' : tellsRead ? 'read' : 'none'
}

/** The values we made that the provider must be told; secrets among them are never shown. */
export function GeneratedValues({ account, fields }: { account: ChannelAccount; fields: readonly ConfigField[] }) {
  const { t } = useTranslation(['desk', 'channels'])
  const made = fields.filter(({ name, generated, secret }) => generated && !secret && account.config[name])
  if (made.length === 0) return null
  return (
    <fieldset className={styles.made}>
      <legend className="quiet small">{t('connections.generated')}</legend>
      {made.map(({ name }) => (
        <Copied
          key={name}
          label={t(`channels:${account.kind}.fields.${name}.label`)}
          value={String(account.config[name])}
        />
      ))}
    </fieldset>
  )
}

/** A value that is only read and copied. */
export function Copied({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation()
  return (
    <div className={styles.copied}>
      <TextInput readOnly size="xs" label={label} value={value} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy} leftSection={<IconCopy size={14} aria-hidden />}>
            {t(copied ? 'acts.copied' : 'acts.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
