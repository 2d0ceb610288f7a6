import { Alert, Button } from '@mantine/core'
import { IconBuildingBank } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Home } from '../api/home.ts'
import { useFormats } from '../words/formats.ts'

/** Changes of where money is paid that nobody else could approve, while they can still be stopped. */
export function ComingPayments({ coming }: { coming: Home['comingPaymentChanges'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (coming.length === 0) return null
  return (
    <Alert color="attention" variant="light" icon={<IconBuildingBank aria-hidden />} title={t('home.coming.title')}>
      <div className="stack tight">
        {coming.map(({ id, name, by, takesEffectAt }) => (
          <p key={id}>{t('home.coming.line', { name, by, moment: formats.moment(takesEffectAt) })}</p>
        ))}
      </div>
      <Button mt="xs" size="xs" variant="default" renderRoot={(props) => <Link to="/connections" {...props} />}>
        {t('home.coming.act')}
      </Button>
    </Alert>
  )
}
