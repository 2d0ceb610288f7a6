import { Badge, Button } from '@mantine/core'
import { IconCircle, IconCircleCheck, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Approval, type Home, useHome } from '../api/home.ts'
import { useMay, useSession } from '../api/session.ts'
import { UnknownLine } from '../inbox/unknown-line.tsx'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { ComingPayments } from './coming-payments.tsx'
import styles from './home.module.css'
import { NewestGifts, WaitingTalks } from './lately.tsx'
import { Outages } from './outages.tsx'
import { RefusedPayments } from './refused-payments.tsx'

/** What today asks of this member, and what came in. */
export function HomePage() {
  const { t } = useTranslation()
  const { member } = useSession()
  const may = useMay()
  const { data: home, error, refetch } = useHome()
  return (
    <Page title={t('home.greeting', { name: member.name })}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {!home && !error && <Loading />}
      {home && (
        <>
          <ComingPayments coming={home.comingPaymentChanges} />
          <RefusedPayments waves={home.declineWaves} />
          <Outages outages={home.outages} />
          {may('conversations.read') && <UnknownLine />}
          {isNew(home) && <SetUp steps={home.setUp} />}
          <Today home={home} />
          <div className="columns">
            <div className="stack">
              <Approvals waiting={home.waitingApprovals} />
              {may('conversations.read') && <WaitingTalks />}
            </div>
            <div className="stack">
              {!isNew(home) && <SetUp steps={home.setUp} />}
              {may('gifts.read') && <NewestGifts />}
            </div>
          </div>
        </>
      )}
    </Page>
  )
}

/** Whoever has only begun looks for the next step, not for figures that are all nought. */
function isNew({ setUp }: Home): boolean {
  return setUp.filter(({ done }) => !done).length > setUp.length / 2
}

function Today({ home: { giftsToday, openThreads, unread, exceptions } }: { home: Home }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  return (
    <div className={styles.today}>
      {may('gifts.read') && (
        <Link to="/gifts" className={styles.figure ?? ''}>
          <span className={styles.number}>
            {giftsToday.total.length === 0 ? formats.number(0) : giftsToday.total.map(formats.money).join(' + ')}
          </span>
          <span className="quiet">
            {giftsToday.count === 0 ? t('home.noGifts') : t('home.gifts', { count: giftsToday.count })}
          </span>
        </Link>
      )}
      {may('conversations.read') && (
        <Link to="/inbox" search={{ state: 'waiting' }} className={styles.figure ?? ''}>
          <span className={styles.number}>{formats.number(openThreads)}</span>
          <span className="quiet">{t('home.threads', { count: openThreads })}</span>
          {unread > 0 && <span className={styles.more}>{t('home.unread', { count: unread })}</span>}
        </Link>
      )}
      {may('gifts.read') && (
        <Link to="/gifts/exceptions" className={styles.figure ?? ''} data-attention={exceptions > 0 || undefined}>
          <span className={styles.number}>{formats.number(exceptions)}</span>
          <span className="quiet">{t('home.exceptions', { count: exceptions })}</span>
        </Link>
      )}
    </div>
  )
}

function Approvals({ waiting }: { waiting: Home['waitingApprovals'] }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  return (
    <Section title={t('home.approvals')}>
      {waiting.length === 0 && (
        <Empty icon={IconSun} title={t('home.noApprovals')} words={t('home.noApprovalsWords')} />
      )}
      <div className={styles.rows}>
        {waiting.map((approval) => (
          <Link key={approval.id} to={placeOf(approval)} className={styles.approval ?? ''}>
            <Badge color="attention">{t(`home.kinds.${approval.kind}`)}</Badge>
            <span className={styles.title}>
              {approval.title}
              {approval.stage && <span className={styles.detail}>{t(`cases:stages.${approval.stage}`)}</span>}
              {approval.amount && <span className={styles.detail}>{formats.money(approval.amount)}</span>}
            </span>
            <span className="quiet small">{t('home.by', { name: approval.by, when: formats.ago(approval.at) })}</span>
          </Link>
        ))}
      </div>
    </Section>
  )
}

function placeOf({ kind, id, subjectId }: Approval): string {
  if (kind === 'round') return `/rounds/${id}`
  if (kind === 'payment') return '/connections'
  if (kind === 'broadcast') return `/broadcasts/${id}`
  const list = kind === 'update' ? '/cases' : '/gifts'
  return subjectId ? `${list}/${subjectId}` : list
}

const stepPlaces: Record<string, '/settings' | '/connections' | '/campaigns' | '/members' | '/cases' | '/account'> = {
  organisation: '/settings',
  channel: '/connections',
  payment: '/connections',
  campaign: '/campaigns',
  members: '/members',
  programme: '/cases',
  security: '/account',
}

function SetUp({ steps }: { steps: Home['setUp'] }) {
  const { t, i18n } = useTranslation()
  const left = steps.filter(({ done }) => !done)
  if (left.length === 0) return null
  return (
    <Section title={t('home.setUp')} lead={t('home.setUpLeft', { count: left.length })}>
      <ul className={styles.steps}>
        {steps
          .filter(({ step }) => i18n.exists(`home.steps.${step}`))
          .map(({ step, done }) => (
            <li key={step} data-done={done || undefined}>
              {done ? <IconCircleCheck size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
              <span>{t(`home.steps.${step}`)}</span>
              {!done && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  renderRoot={(props) => <Link to={stepPlaces[step] ?? '/settings'} {...props} />}
                >
                  {t('acts.begin')}
                </Button>
              )}
            </li>
          ))}
      </ul>
    </Section>
  )
}
