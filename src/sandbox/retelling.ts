import type { EmulatedKind } from './emulator.ts'

/** Seconds until a webhook that was not answered with 2xx is told again, after the first, second … time. */
const doubling = [1, 2, 4, 8, 16, 32, 60, 60]

/**
 * Kinds that tell the same bytes again: Telegram doubling up to a minute (tdlib, WebhookActor), Meta backing off, Viber while
 * it is not 200. LINE and WeChat say in the body that they repeat themselves, and do so on their own.
 */
const retelling: ReadonlySet<EmulatedKind> = new Set(['telegram', 'whatsapp', 'messenger', 'instagram', 'viber'])

/** Tells a hook, and again later what it did not take; answers what was said the first time. */
export async function tellUntilHeard(kind: EmulatedKind, tell: () => Promise<Response>): Promise<Response> {
  const answer = await tell()
  if (retelling.has(kind) && !answer.ok) tellLater(tell, 0)
  return answer
}

function tellLater(tell: () => Promise<Response>, attempt: number): void {
  const seconds = doubling[attempt]
  if (seconds === undefined) return
  const again = async () => {
    if (!(await tell()).ok) tellLater(tell, attempt + 1)
  }
  setTimeout(() => void again(), seconds * 1000).unref()
}
