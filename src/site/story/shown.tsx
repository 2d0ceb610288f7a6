import type { PropsWithChildren } from 'hono/jsx'
import type { EntryPosition } from './gift-story.ts'

interface ShownProps {
  /** Every entry in which the same words stand: a pseudonym stands in an allocation and in each update. */
  entries: readonly EntryPosition[]
  /** Field of the log's entry, `text.<language>` for a text. */
  field: string
  /** The value as the log spells it, where people read it in another spelling (`150000` for NT$1,500). */
  value?: string
}

/** Marks displayed words as those that the reader's device checks. Without a position they are just words. */
export function Shown({ entries, field, value, children }: PropsWithChildren<ShownProps>) {
  const places = entries.filter((entry) => entry !== null)
  if (places.length === 0) return <>{children}</>
  return (
    <data value={value} data-shown={places.map((place) => `${place}.${field}`).join(' ')}>
      {children}
    </data>
  )
}
