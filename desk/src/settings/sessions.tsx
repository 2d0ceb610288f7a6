import { Badge, Button } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { endOtherSessions, endSession, type OpenSession, useSessions } from '../api/account.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './sessions.module.css'

/** Where a member is signed in, and the ends of it. */
export function Sessions() {
  const { t } = useTranslation(['desk', 'account'])
  const { data: sessions, error, refetch } = useSessions()
  const hasOthers = sessions !== undefined && sessions.length > 1
  return (
    <Section
      title={t('account:sessions')}
      lead={t('account:sessionsLead')}
      acts={
        hasOthers && (
          <Confirm
            words={t('account:endOthers')}
            title={t('account:endOthers')}
            act={t('account:endOthers')}
            send={endOtherSessions}
          >
            <p>{t('account:endOthersWords')}</p>
          </Confirm>
        )
      }
    >
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!sessions && !error && <Loading rows={2} />}
      <ul className={styles.list}>
        {sessions?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  )
}

const phones: readonly (string | null)[] = ['iPhone', 'iPad', 'Android']

function SessionRow({ session: { id, browser, system, startedAt, lastSeenAt, isThisOne } }: { session: OpenSession }) {
  const { t } = useTranslation(['desk', 'account'])
  const { ago, day } = useFormats()
  const Picture = phones.includes(system) ? IconDeviceMobile : IconDeviceDesktop
  const known = browser ?? system
  return (
    <li className={styles.row}>
      <Picture size={22} aria-hidden className={styles.picture} />
      <div className={styles.words}>
        <strong>
          {browser && system ? t('account:device', { browser, system }) : (known ?? t('account:unknownDevice'))}
        </strong>
        <span className="quiet small">{t('account:seen', { ago: ago(lastSeenAt), since: day(startedAt) })}</span>
      </div>
      {isThisOne ? (
        <Badge color="good">{t('account:thisOne')}</Badge>
      ) : (
        <Button
          size="xs"
          variant="default"
          onClick={() => attempt(() => endSession(id), t('account:ended'))}
          aria-label={`${t('account:end')}: ${[browser, system].filter(Boolean).join(', ')}`}
        >
          {t('account:end')}
        </Button>
      )}
    </li>
  )
}
