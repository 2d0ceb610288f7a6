import { Alert, Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useUnknownCount } from '../api/deliveries.ts'

/** Says how many messages may not have arrived, and leads to them; nothing when every end is known. */
export function UnknownLine() {
  const { t } = useTranslation()
  const { data } = useUnknownCount()
  if (!data || data.count === 0) return null
  return (
    <Alert color="attention" variant="light" icon={<IconHelpCircle aria-hidden />}>
      <div className="bar spread">
        <span>{t(data.isMore ? 'unknowns.many' : 'unknowns.some', { count: data.count })}</span>
        <Button size="xs" variant="default" renderRoot={(props) => <Link to="/inbox/unknown" {...props} />}>
          {t('unknowns.decide')}
        </Button>
      </div>
    </Alert>
  )
}
