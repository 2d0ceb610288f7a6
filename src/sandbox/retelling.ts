import type { EmulatedKind } from './emulator.ts'

/** How a provider repeats what our hook did not take. */
interface Patience {
  /** Seconds until it is told again, after the first, second … time. */
  readonly seconds: readonly number[]
  /** What our hook answers to be told no more. */
  readonly gaveUp: (answer: Response) => boolean
}

const minute = 60
const doubling: Patience = { seconds: [1, 2, 4, 8, 16, 32, 60, 60], gaveUp: () => false }

/**
 * Kinds that tell the same again: Telegram doubling up to a minute (tdlib, WebhookActor), Meta backing off, Viber while it is not
 * 200; Slack three times (docs.slack.dev, Events API); a mail provider ten times in ten and a half hours, unless it is forbidden
 * (Postmark, "Understanding inbound webhook retries", 2025-11-04). LINE and WeChat say in the body that they repeat
 * themselves, and do so on their own.
 */
const patience: Partial<Record<EmulatedKind, Patience>> = {
  telegram: doubling,
  whatsapp: doubling,
  messenger: doubling,
  instagram: doubling,
  viber: doubling,
  slack: {
    seconds: [1, minute, 5 * minute],
    gaveUp: ({ headers }) => headers.get('x-slack-no-retry') === '1',
  },
  email: {
    seconds: [1, 5, 10, 10, 10, 15, 30, 60, 120, 360].map((minutes) => minutes * minute),
    gaveUp: ({ status }) => status === 403,
  },
}

/**
 * Tells a hook, and again later what it did not take; answers what was said the first time. `tell` is given how often it was told
 * before.
 */
export async function tellUntilHeard(
  kind: EmulatedKind,
  tell: (attempt: number) => Promise<Response>,
): Promise<Response> {
  const answer = await tell(0)
  const known = patience[kind]
  if (known) tellLater(known, tell, answer, 0)
  return answer
}

function tellLater(known: Patience, tell: (attempt: number) => Promise<Response>, answer: Response, attempt: number) {
  const seconds = known.seconds[attempt]
  if (answer.ok || known.gaveUp(answer) || seconds === undefined) return
  const again = async () => tellLater(known, tell, await tell(attempt + 1), attempt + 1)
  setTimeout(() => void again(), seconds * 1000).unref()
}
