import { Alert, Button } from '@mantine/core'
import { IconShieldExclamation } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Home } from '../api/home.ts'
import { useFormats } from '../words/formats.ts'

/** Accounts at which too many payments are being refused now; nothing when all is well. */
export function RefusedPayments({ waves }: { waves: Home['declineWaves'] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (waves.length === 0) return null
  return (
    <Alert color="danger" variant="light" icon={<IconShieldExclamation aria-hidden />} title={t('home.waves.title')}>
      <div className="stack tight">
        {waves.map(({ id, name, declines, beganAt }) => (
          <p key={id}>
            {t('home.waves.line', {
              name,
              count: declines,
              shown: formats.number(declines),
              when: formats.ago(beganAt),
            })}
          </p>
        ))}
      </div>
      <Button mt="xs" size="xs" variant="default" renderRoot={(props) => <Link to="/connections" {...props} />}>
        {t('home.waves.act')}
      </Button>
    </Alert>
  )
}
