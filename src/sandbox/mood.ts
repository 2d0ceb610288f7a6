/**
 * How an emulated provider feels today. `error` is a 500, `hang` never answers, `lost` takes the message and then breaks down
 * with a 500, `refused` knows our credentials no more, `too-late` closes every window, `token-spent` takes no reply token.
 */
export const moods = [
  'normal',
  'too-fast',
  'busy',
  'quota',
  'too-late',
  'token-spent',
  'refused',
  'error',
  'lost',
  'hang',
] as const
export type Mood = (typeof moods)[number]

/** A request that hangs is let go after this long, so that a test cannot hold a connection for ever. */
const hangMilliseconds = 60_000

/** What a provider says in its own words when it is not well; `error` for everything it has no other words for. */
export type Complaints<Answer> = Partial<Record<Mood, Answer>> & { readonly error: Answer }

/** Sends as the mood lets it. */
export async function underMood<Answer>(
  mood: Mood,
  complaints: Complaints<Answer>,
  send: () => Answer | Promise<Answer>,
): Promise<Answer> {
  if (mood === 'lost') await send()
  if (mood === 'hang') await new Promise((resolve) => setTimeout(resolve, hangMilliseconds).unref())
  if (mood === 'lost' || mood === 'hang') return complaints.error
  return complaints[mood] ?? send()
}
