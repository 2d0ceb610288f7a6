import {
  type Icon,
  IconAlertTriangle,
  IconArrowBack,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  IconMoon,
  IconRoute,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/conversations.ts'
import { useFormats } from '../words/formats.ts'
import styles from './inbox.module.css'

const signs: Record<string, Icon> = {
  queued: IconClock,
  held: IconMoon,
  sending: IconClock,
  unknown: IconHelpCircle,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  cancelled: IconArrowBack,
  rerouted: IconRoute,
}

/** What stood in the way elsewhere, when it went another way than usual. */
const detours: ReadonlySet<string> = new Set([
  ...['blocked', 'unfollowed', 'window_closed', 'quota'],
  ...['template_missing', 'template_language', 'template_refused'],
])

/** What became of a message: a sign, the words for it, and why, until when and what to do where something stands in the way. */
export function DeliveryTicks({ state, reason, until, since, providerWords, route }: Delivery) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const Sign = signs[state] ?? IconAlertTriangle
  const isBad = state === 'failed' || state === 'skipped'
  const said = (group: 'delivery' | 'reasons' | 'remedies' | 'routes', code: string | null) => {
    const key = `${group}.${code}`
    return code !== null && i18n.exists(key) ? t(key) : ''
  }
  const why = said('reasons', reason)
  const remedy = said('remedies', reason)
  const way = [
    route?.by === 'template' && t('routes.template'),
    route && detours.has(route.why) && t('routes.instead', { why: said('reasons', route.why) }),
  ].filter(Boolean)
  const told = [
    since && formats.moment(since),
    said('routes', `by.${route?.by}`),
    said('routes', `why.${route?.why}`),
    route && route.others > 0 && t('routes.others', { count: route.others }),
  ].filter(Boolean)
  return (
    <>
      <span
        className={styles.delivery}
        data-bad={isBad || undefined}
        data-read={state === 'read' || undefined}
        title={told.length > 0 ? told.join(' · ') : undefined}
      >
        <Sign size={14} aria-hidden />
        <span>
          {said('delivery', state) || state}
          {why && `: ${why}`}
          {until && reason && ` · ${t('delivery.until', { when: formats.moment(until) })}`}
          {way.map((words) => ` · ${words}`)}
        </span>
      </span>
      {(isBad || state === 'queued') && (remedy || providerWords) && (
        <span className={styles.remedy}>
          {providerWords && <q>{providerWords}</q>} {remedy}
        </span>
      )}
    </>
  )
}
