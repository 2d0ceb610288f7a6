import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../api/people.ts'
import { useFormats } from '../words/formats.ts'

/** One thing that happened, in a few words. */
export function TimelineWords({ entry: { kind, facts } }: { entry: TimelineEntry }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const key = `timeline.${kind.replaceAll(/[.-]/g, '_')}`
  const { amountMinor, minor = amountMinor, currency } = facts
  const amount =
    minor !== undefined && currency ? formats.money({ minor: String(minor), currency: String(currency) }) : ''
  const shown = { ...facts, amount }
  return <>{i18n.exists(key) ? t(key, shown) : t('timeline.other')}</>
}
