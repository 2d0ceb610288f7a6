import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Outlet, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/client.ts'
import { useLive } from '../api/live.ts'
import { isNobody, useSession, useSessionQuery } from '../api/session.ts'
import { PaletteButton, PaletteIcon, usePalette } from '../palette/palette-button.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Mark } from '../pieces/mark.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { ProveAgain } from '../sign-in/prove-again.tsx'
import { SecondFactorPage } from '../sign-in/second-factor-page.tsx'
import { DemoBanner } from './demo-banner.tsx'
import styles from './frame.module.css'
import { MemberMenu } from './member-menu.tsx'
import { Navigation } from './navigation.tsx'

/** What stands around every page of a member; whoever is not signed in is asked to, and comes back here. */
export function Frame() {
  const session = useSessionQuery()
  if (session.data) return <Signed />
  if (session.isPending) return <Waiting />
  if (isNobody(session.error)) return <AskToSignIn />
  if (session.error instanceof Problem && session.error.details.code === 'organisations.second-factor-needed') {
    return <SecondFactorPage />
  }
  return (
    <main style={{ maxWidth: '32rem', margin: '15vh auto', padding: 16 }}>
      <ErrorNote error={session.error} retry={() => void session.refetch()} />
    </main>
  )
}

/** Leads to the sign-in once; followed on every render, the address would be its own next and lead on for ever. */
function AskToSignIn() {
  const router = useRouter()
  useEffect(() => {
    const { href } = router.state.location
    void router.navigate({ to: '/sign-in', search: { next: href }, replace: true })
  }, [router])
  return <Waiting />
}

function Signed() {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const [opened, { open, close }] = useDisclosure()
  const { open: search, palette } = usePalette()
  useLive()
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        {t('frame.skip')}
      </a>
      {organisation.isDemo ? <DemoBanner /> : <div />}
      <header className={styles.top}>
        <ActionIcon variant="subtle" color="quiet" size={40} onClick={open} aria-label={t('frame.menu')}>
          <IconMenu2 aria-hidden />
        </ActionIcon>
        <span>{organisation.name}</span>
        <PaletteIcon onClick={search} />
      </header>
      <div className={styles.side}>
        <header className={styles.head}>
          <Mark />
          <span>{organisation.name}</span>
        </header>
        <PaletteButton onClick={search} />
        <Navigation />
        <MemberMenu />
      </div>
      <Drawer
        opened={opened}
        onClose={close}
        size={280}
        title={organisation.name}
        closeButtonProps={{ 'aria-label': t('acts.close') }}
      >
        <div className={styles.drawer}>
          <Navigation onGo={close} />
          <hr style={{ border: 0, borderTop: '1px solid var(--line)' }} />
          <MemberMenu />
        </div>
      </Drawer>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <ProveAgain />
      {palette}
    </div>
  )
}

function Waiting() {
  return (
    <div style={{ maxWidth: '60rem', margin: '0 auto', padding: 28 }}>
      <Loading rows={8} />
    </div>
  )
}
