import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useHome } from '../api/home.ts'
import { useMay } from '../api/session.ts'
import styles from './frame.module.css'
import { mayEnter, places } from './places.ts'

/** The places this member may go to, with what waits there. */
export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: home } = useHome()
  const waiting: Partial<Record<string, number>> = {
    inbox: home?.unread ?? 0,
    home: home?.waitingApprovals.length ?? 0,
  }
  return (
    <nav aria-label={t('frame.navigation')} className={styles.places}>
      {places
        .filter(({ permission }) => mayEnter(may, permission))
        .map(({ to, key, icon: Sign }) => (
          <Link
            key={key}
            to={to}
            className={styles.place ?? ''}
            activeOptions={{ exact: to === '/' }}
            activeProps={{ 'aria-current': 'page' }}
            title={t(`nav.${key}`)}
            onClick={() => onGo?.()}
          >
            <Sign size={19} stroke={1.6} aria-hidden />
            <span className={styles.name}>{t(`nav.${key}`)}</span>
            {(waiting[key] ?? 0) > 0 && <span className={styles.waiting}>{waiting[key]}</span>}
          </Link>
        ))}
    </nav>
  )
}
