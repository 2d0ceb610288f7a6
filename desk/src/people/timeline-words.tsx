import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../api/people.ts'
import { type Amount, useFormats } from '../words/formats.ts'

/** One thing that happened, in a few words. */
export function TimelineWords({ entry: { kind, facts } }: { entry: TimelineEntry }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const key = `timeline.${kind.replaceAll(/[.-]/g, '_')}`
  const shown = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, isAmount(value) ? formats.money(value) : value]),
  )
  return <>{i18n.exists(key) ? t(key, shown) : t('timeline.other')}</>
}

function isAmount(value: unknown): value is Amount {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value
}
