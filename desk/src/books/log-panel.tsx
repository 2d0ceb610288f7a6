import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type PublicLog, useLog } from '../api/log.ts'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './log.module.css'
import { LogProof } from './log-proof.tsx'
import { LogsWatched } from './log-watched.tsx'
import { LogWitnesses } from './log-witnesses.tsx'

/** The public log: how far it is, who cosigns it, whose log is cosigned here, and the proof of an entry to save. */
export function LogPanel() {
  const { data: log, error, refetch } = useLog()
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!log) return <Loading />
  return (
    <>
      <LogState log={log} />
      <LogWitnesses witnesses={log.witnesses} />
      <LogsWatched witnessing={log.witnessing} />
    </>
  )
}

function LogState({ log: { address, checkpoint, waiting } }: { log: PublicLog }) {
  const { t } = useTranslation(['desk', 'log'])
  const formats = useFormats()
  if (!checkpoint) {
    return (
      <Section title={t('log:panel.title')}>
        <p>{t('log:panel.nothing')}</p>
      </Section>
    )
  }
  return (
    <Section title={t('log:panel.title')} lead={t('log:panel.lead')}>
      <dl className={styles.facts}>
        <Fact name={t('log:panel.entries')}>{formats.number(checkpoint.size)}</Fact>
        <Fact name={t('log:panel.signed')}>{formats.moment(checkpoint.at)}</Fact>
        {waiting > 0 && <Fact name={t('log:panel.waiting')}>{formats.number(waiting)}</Fact>}
        <Fact name={t('log:panel.fingerprint')}>
          <code>{checkpoint.fingerprint}</code>
        </Fact>
        <Fact name={t('log:panel.key')}>
          <code>{checkpoint.vkey}</code>
        </Fact>
        <Fact name={t('log:panel.address')}>
          <code>{address}</code>
        </Fact>
      </dl>
      <LogProof address={address} size={checkpoint.size} />
    </Section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
