import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { queries, reread } from '../api/queries.ts'
import { signOut } from '../api/session.ts'
import { attempt } from '../pieces/said.tsx'
import { Door } from './door.tsx'
import { SetUpTwoSteps } from './two-steps.tsx'

/** Stands in the place of the desk while a member's role asks for two steps and they are not set up. */
export function SecondFactorPage() {
  const { t } = useTranslation(['desk', 'account'])
  const navigate = useNavigate()
  const leave = () =>
    attempt(async () => {
      await signOut()
      queries.clear()
      await navigate({ to: '/sign-in' })
    })
  return (
    <Door title={t('account:title')} lead={t('account:lead')}>
      <SetUpTwoSteps onDone={() => void reread('session')} />
      <Button variant="subtle" color="quiet" onClick={leave}>
        {t('frame.signOut')}
      </Button>
    </Door>
  )
}
