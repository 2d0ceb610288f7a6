import { IconChevronLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type PropsWithChildren, type ReactNode, useEffect } from 'react'
import { Loading } from './loading.tsx'
import styles from './page.module.css'

interface PageProps {
  title: string
  /** One sentence on what the page is for. */
  lead?: ReactNode
  /** Buttons beside the title. */
  acts?: ReactNode
  /** Where the page belongs to: a list. */
  back?: { to: string; words: string }
}

/** A screen with its title, and the title in the browser's tab. */
export function Page({ title, lead, acts, back, children }: PropsWithChildren<PageProps>) {
  useEffect(() => {
    document.title = `${title} · Riscontro`
  }, [title])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              <IconChevronLeft size={16} aria-hidden />
              {back.words}
            </Link>
          )}
          <h1>{title}</h1>
          {lead && <p className="quiet">{lead}</p>}
        </div>
        {acts && <div className={styles.acts}>{acts}</div>}
      </header>
      {children}
    </div>
  )
}

/** The outline of a page that is on its way. */
export function ComingPage() {
  return (
    <div className={styles.page}>
      <Loading rows={8} />
    </div>
  )
}

/** A titled part of a page. */
export function Section({
  title,
  acts,
  lead,
  children,
}: PropsWithChildren<Pick<PageProps, 'title' | 'acts' | 'lead'>>) {
  return (
    <section className={`card ${styles.section}`} aria-label={title}>
      <div className="bar spread">
        <h2>{title}</h2>
        {acts}
      </div>
      {lead && <p className="quiet small">{lead}</p>}
      {children}
    </section>
  )
}
