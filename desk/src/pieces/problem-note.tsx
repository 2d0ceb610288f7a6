import { Alert, Button } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemDetails } from '../api/client.ts'
import { problemOf } from '../api/problem.ts'

/** What happened and what to do about it. */
export function ProblemNote({ problem, retry }: { problem: ProblemDetails; retry?: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="danger" variant="light" icon={<IconAlertCircle aria-hidden />} title={problem.title} role="alert">
      {problem.remedy}
      {retry && (
        <div style={{ marginTop: 8 }}>
          <Button size="xs" variant="outline" color="danger" onClick={retry}>
            {t('acts.retry')}
          </Button>
        </div>
      )}
    </Alert>
  )
}

/** The same for anything thrown, such as a query's error. */
export function ErrorNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const id = useId()
  const { data } = useQuery({ queryKey: ['problem', id, String(error)], queryFn: () => problemOf(error), gcTime: 0 })
  const mayHelp = data && data.status !== 403 && data.status !== 404
  return data ? <ProblemNote problem={data} {...(retry && mayHelp ? { retry } : {})} /> : null
}
