import type { Child, PropsWithChildren } from 'hono/jsx'

/**
 * The thread as progress: a line that is whole up to what was given and dashed for what is still to come, with one
 * knot where it stands today. `basisPoints` is the share of the goal, 0 to 10,000; more is drawn as all of it.
 */
export function ProgressThread({ basisPoints, label }: { basisPoints: number; label: string }) {
  const { coming, done, knot } = progressShape(basisPoints)
  return (
    <svg class="progress-thread" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path class="coming" d={coming} />
      <path class="done" d={done} />
      <circle class="start" cx={margin} cy={pointAt(0).y} r="3" />
      <circle class="goal" cx={width - margin} cy={pointAt(1).y} r="4" />
      <circle class="knot" cx={knot.x} cy={knot.y} r="6.5" />
    </svg>
  )
}

/** The two lines and the knot of a progress thread, as the attributes of its drawing. */
export function progressShape(basisPoints: number) {
  const reached = Math.max(0, Math.min(1, basisPoints / 10_000))
  return { coming: curve(reached, 1), done: curve(0, reached), knot: pointAt(reached) }
}

const width = 320
const height = 40
const margin = 8
const points = 60

// A loose sine with a slower one on top: regular enough to read as a measure, irregular enough to be a thread.
function pointAt(share: number) {
  const sway = Math.sin(share * Math.PI * 3.2) * 8 + Math.sin(share * Math.PI * 1.3 + 1) * 4
  return { x: round(margin + share * (width - 2 * margin)), y: round(height / 2 - sway) }
}

function curve(from: number, to: number): string {
  const steps = Math.max(1, Math.ceil((to - from) * points))
  const places = Array.from({ length: steps + 1 }, (_, step) => pointAt(from + ((to - from) * step) / steps))
  return `M${places.map(({ x, y }) => `${x} ${y}`).join('L')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** What happened and what is still to come, along one thread. Holds `Knot`s and nothing else. */
export function Thread({ children, label }: PropsWithChildren<{ label: string }>) {
  return (
    <ol class="thread" aria-label={label}>
      {children}
    </ol>
  )
}

interface KnotProps {
  /** `done` has happened; `coming` is promised, its thread is dashed; `ended` is where the thread stops for good. */
  state: 'done' | 'coming' | 'ended'
  title: string
  /** The date, or in words when it is expected. */
  when?: Child
}

/** One thing on the thread. Only `done` knots carry a solid line on to the next. */
export function Knot({ state, title, when, children }: PropsWithChildren<KnotProps>) {
  return (
    <li class={`knot ${state}`}>
      <h3>{title}</h3>
      {when && <p class="when">{when}</p>}
      {children}
    </li>
  )
}
