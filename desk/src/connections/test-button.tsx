import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, TestResult } from '../api/connections.ts'
import { attempt } from '../pieces/said.tsx'
import styles from './connections.module.css'

/** Asks the provider whether the settings are right, and says what it answered. Sends nothing to anybody. */
export function TestButton({ test }: { test: () => Promise<TestResult> }) {
  const { t } = useTranslation()
  const [pending, setPending] = useState(false)
  const [result, setResult] = useState<TestResult>()
  const run = async () => {
    setPending(true)
    setResult(undefined)
    await attempt(async () => setResult(await test()))
    setPending(false)
  }
  return (
    <>
      <Button
        size="xs"
        variant="light"
        loading={pending}
        onClick={run}
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
      >
        {t('connections.test')}
      </Button>
      <span
        role="status"
        className={`small ${styles.answer}`}
        style={{ color: result ? `var(--${result.ok ? 'good' : 'danger'})` : undefined }}
      >
        {result && (
          <>
            {result.ok ? <IconCircleCheck size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />}{' '}
            {result.words ?? t(result.ok ? 'connections.works' : 'connections.worksNot')}
          </>
        )}
      </span>
      {result?.findings && result.findings.length > 0 && <Findings found={result.findings} />}
    </>
  )
}

function Findings({ found }: { found: readonly Finding[] }) {
  return (
    <ul className={styles.findings}>
      {found.map(({ isRight, words, providerWords }) => (
        <li key={words} data-wrong={!isRight || undefined}>
          {isRight ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          <span>
            {words}
            {providerWords && <span className={styles.theirs}>{providerWords}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
