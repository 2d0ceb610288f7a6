import type { ReactNode } from 'react'
import { shareOf } from '../words/formats.ts'
import styles from './widths.module.css'

/** How much of a whole is there, as a width; the figures stand beside it. Both in minor units of one currency. */
export function Width({ part, whole }: { part: string; whole: string }) {
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.part} style={{ width: `${shareOf(part, whole) * 100}%` }} />
    </span>
  )
}

/** One piece of a whole: where it went, how much of it, and how it is drawn. */
export interface Piece {
  key: string
  /** Minor units, in digits. */
  minor: string
  kind: 'given' | 'cost' | 'open'
  words: ReactNode
  /** The amount in words, and what else belongs to the line. */
  end: ReactNode
}

interface WidthsProps {
  whole: string
  pieces: readonly Piece[]
  /** The question they answer. */
  label: string
  /** How many of them get a line; all, unless told. */
  lines?: number | undefined
}

/**
 * A sum and its pieces: one bar in their true proportions, and the same pieces as a list that can be followed. Pieces that
 * were taken back have no width, but keep their line.
 */
export function Widths({ whole, pieces, label, lines }: WidthsProps) {
  const shown = pieces.filter(({ minor }) => BigInt(minor) > 0n)
  return (
    <figure className={styles.widths} aria-label={label}>
      {shown.length > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {shown.map(({ key, minor, kind }) => (
            <span
              key={key}
              className={styles.piece}
              data-kind={kind}
              style={{ width: `${shareOf(minor, whole) * 100}%` }}
            />
          ))}
        </div>
      )}
      <ul className={styles.list}>
        {pieces.slice(0, lines).map(({ key, kind, minor, words, end }) => (
          <li key={key} className={styles.line} data-kind={kind}>
            <span className={styles.words}>{words}</span>
            <span className={styles.end}>{end}</span>
            {shown.length > 0 && <Width part={minor} whole={whole} />}
          </li>
        ))}
      </ul>
    </figure>
  )
}
