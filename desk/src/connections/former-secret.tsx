import { useTranslation } from 'react-i18next'
import { Confirm } from '../pieces/confirm.tsx'
import { TickField } from '../pieces/fields.tsx'
import { useFormats } from '../words/formats.ts'

interface FormerSecretProps {
  name: string
  /** Until when the secret before this one is taken; null when none is. */
  until: string | null
  /** Absent for whoever may not. */
  stop?: (() => Promise<void>) | undefined
}

/** That a replaced secret still counts, until when, and the button that ends it. */
export function FormerSecret({ name, until, stop }: FormerSecretProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (until === null) return null
  return (
    <div className="bar spread">
      <p className="quiet small">{t('connections.former.until', { moment: formats.moment(until) })}</p>
      {stop && (
        <Confirm
          words={t('connections.former.stop')}
          size="xs"
          variant="subtle"
          danger
          title={`${t('connections.former.stop')}: ${name}`}
          act={t('connections.former.stop')}
          send={stop}
        >
          <p>{t('connections.former.stopWords')}</p>
        </Confirm>
      )}
    </div>
  )
}

/** For a secret that must not count a day longer. */
export function LeakedTick() {
  const { t } = useTranslation()
  return (
    <TickField
      name="isLeaked"
      label={t('connections.former.leaked')}
      description={t('connections.former.leakedHint')}
    />
  )
}
