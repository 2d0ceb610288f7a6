import { useTranslation } from 'react-i18next'

/** Why somebody got no message, in words; a reason nobody has put into words is the provider's own. */
export function ReasonWords({ reason }: { reason: string }) {
  const { t, i18n } = useTranslation('broadcasts')
  return i18n.exists(`broadcasts:reasons.${reason}`) ? t(`broadcasts:reasons.${reason}`) : reason
}
