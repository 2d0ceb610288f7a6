import type { Message, StrayReaction } from '../api/conversations.ts'

/** What stands in a thread: a message, or a sign on one that the thread does not hold. */
type Said = Message | StrayReaction

/** A thread by the reader's own days, oldest first; a stray sign stands after what was said by then. */
export function byDay(messages: readonly Message[], strays: readonly StrayReaction[]): [day: string, said: Said[]][] {
  const days = new Map<string, Said[]>()
  const inOrder = [...messages, ...strays].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  for (const said of inOrder) {
    const day = localDay(said.at)
    days.set(day, [...(days.get(day) ?? []), said])
  }
  return [...days]
}

function localDay(at: string): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
