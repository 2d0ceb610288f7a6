import { Alert, Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BooksCheck, checkNow, isUnderWay, useChecks, useDifferences } from '../api/books.ts'
import { reread } from '../api/queries.ts'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** Whether the books agree, since when that is known, and the button that looks again. */
export function Standing() {
  const { t } = useTranslation()
  const { data, error, refetch } = useChecks()
  const checks = data?.items ?? []
  const running = checks.find(isUnderWay)
  useRereadAfter(running)
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!data) return null
  return (
    <>
      {running ? <Running check={running} /> : <Verdict checks={checks} />}
      {!running && <CheckNow words={t('books.checkNow')} />}
    </>
  )
}

/** What a check found is read when it has ended. */
function useRereadAfter(running: BooksCheck | undefined) {
  const before = useRef(running?.checkId)
  useEffect(() => {
    if (before.current && !running) void reread('books')
    before.current = running?.checkId
  }, [running])
}

function CheckNow({ words }: { words: string }) {
  const [problem, setProblem] = useState<Error>()
  const ask = () => checkNow().catch((error: unknown) => setProblem(error instanceof Error ? error : undefined))
  return (
    <div>
      <Button variant="default" onClick={() => void ask()}>
        {words}
      </Button>
      {problem && <ErrorNote error={problem} />}
    </div>
  )
}

function Running({ check }: { check: BooksCheck }) {
  const { t } = useTranslation()
  return (
    <div className="card stack" role="status">
      <span>{t('books.running', { done: check.stepsDone, steps: check.steps })}</span>
      <Progress
        value={check.steps === 0 ? 0 : (check.stepsDone / check.steps) * 100}
        aria-label={t('books.progress')}
        size="md"
      />
      <span className="quiet small">{t('books.mayLeave')}</span>
    </div>
  )
}

function Verdict({ checks }: { checks: readonly BooksCheck[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: open } = useDifferences('open')
  const last = checks.find(({ state }) => state === 'done')
  const hasFailed = checks[0]?.state === 'failed'
  if (!open) return null
  if (hasFailed || !last?.finishedAt) {
    return (
      <Alert
        color="attention"
        variant="light"
        icon={<IconClock aria-hidden />}
        title={t(hasFailed ? 'books.failed' : 'books.never')}
      >
        {t(hasFailed ? 'books.failedWords' : 'books.neverWords')}
      </Alert>
    )
  }
  const when = formats.moment(last.finishedAt)
  const checked = t(last.askedBy ? 'books.checkedBy' : 'books.checkedByNight', { when, name: last.askedBy })
  if (open.items.length === 0) {
    return (
      <Alert color="good" variant="light" icon={<IconCircleCheck aria-hidden />} title={t('books.agree')}>
        {checked}
      </Alert>
    )
  }
  return (
    <Alert
      color="danger"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('books.openCount', { count: open.items.length })}
    >
      {checked}
    </Alert>
  )
}
