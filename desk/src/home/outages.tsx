import { Alert, Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Outage } from '../api/home.ts'
import { useMay } from '../api/session.ts'
import { useFormats } from '../words/formats.ts'

/** Channels that nothing leaves by and payment providers that do not work, each with what mends it; nothing when all is well. */
export function Outages({ outages }: { outages: Outage[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  if (outages.length === 0) return null
  return (
    <Alert color="danger" variant="light" icon={<IconPlugConnectedX aria-hidden />} title={t('home.outages.title')}>
      {outages.map(({ id, name, code, at }) => (
        <p key={id}>{t(`home.outages.${code}`, { name, when: formats.ago(at) })}</p>
      ))}
      {may('channels.read') && (
        <Button size="xs" variant="default" renderRoot={(props) => <Link to="/connections" {...props} />}>
          {t('home.outages.act')}
        </Button>
      )}
    </Alert>
  )
}
