import type { Icon } from '@tabler/icons-react'
import type { PropsWithChildren } from 'react'
import styles from './empty.module.css'

/** Says what will appear here; the children are the first step. */
export function Empty({
  icon: Sign,
  title,
  words,
  children,
}: PropsWithChildren<{ icon: Icon; title: string; words: string }>) {
  return (
    <div className={styles.empty}>
      <Sign size={28} stroke={1.4} aria-hidden className={styles.sign ?? ''} />
      <p className={styles.title}>{title}</p>
      <p className="quiet">{words}</p>
      {children && <div className="bar">{children}</div>}
    </div>
  )
}
