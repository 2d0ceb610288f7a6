import { useTranslation } from 'react-i18next'
import type { Waits } from '../api/payment-changes.ts'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** Says what a change waits for; nothing where it was done at once. */
export function useSayProposed(): (waits: Waits | null) => void {
  const { t } = useTranslation()
  const formats = useFormats()
  return (waits) => {
    if (waits === null) return
    const { takesEffectAt: at } = waits
    say(at ? t('connections.changes.proposedAlone', { moment: formats.moment(at) }) : t('connections.changes.proposed'))
  }
}
