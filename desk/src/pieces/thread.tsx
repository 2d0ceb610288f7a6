import type { PropsWithChildren, ReactNode } from 'react'
import styles from './thread.module.css'

/** What happened and what is still to come, along one line. Holds `Knot`s and nothing else. */
export function Thread({ label, children }: PropsWithChildren<{ label: string }>) {
  return (
    <ol className={styles.thread} aria-label={label}>
      {children}
    </ol>
  )
}

/** One thing on the thread: `done` has happened, `coming` is promised (dashed), `ended` is where it stops for good. */
export function Knot({
  state,
  title,
  when,
  children,
}: PropsWithChildren<{ state: 'done' | 'coming' | 'ended'; title: ReactNode; when?: ReactNode }>) {
  return (
    <li className={`${styles.knot} ${styles[state]}`}>
      <div className="bar spread">
        <span className={styles.title}>{title}</span>
        {when && <span className="quiet small">{when}</span>}
      </div>
      {children}
    </li>
  )
}

const width = 320
const height = 32
const margin = 8

// The same loose sine as on the public page: regular enough to read as a measure, irregular enough to be a thread.
function pointAt(share: number) {
  const sway = Math.sin(share * Math.PI * 3.2) * 7 + Math.sin(share * Math.PI * 1.3 + 1) * 3
  return { x: margin + share * (width - 2 * margin), y: height / 2 - sway }
}

function curve(from: number, to: number): string {
  const steps = Math.max(1, Math.ceil((to - from) * 60))
  const places = Array.from({ length: steps + 1 }, (_, step) => pointAt(from + ((to - from) * step) / steps))
  return `M${places.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`
}

/** Progress as a thread: whole up to `reached` (0 to 1), dashed for what is still to come. */
export function ProgressThread({ reached, label }: { reached: number; label: string }) {
  const knot = pointAt(reached)
  return (
    <svg className={styles.progress} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className={styles.future} d={curve(reached, 1)} />
      <path d={curve(0, reached)} />
      <circle className={styles.goal} cx={pointAt(1).x} cy={pointAt(1).y} r="3.5" />
      <circle className={styles.now} cx={knot.x} cy={knot.y} r="5.5" />
    </svg>
  )
}
