/** What a message is for. Service is receipts and answers; the other two need consent and end at a STOP. */
export type Purpose = 'service' | 'feedback' | 'appeals'

/** One thing a person said about one purpose on one channel, or on all. */
export interface ConsentWord {
  purpose: Purpose
  /** A channel kind, or `all`. */
  channel: string
  granted: boolean
  at: Date
}

/**
 * Whether a message of this purpose may go out on this channel. Service always may. For the others the newest word on the
 * channel and the newest word on all channels are weighed: a refusal on all holds until a later yes on the channel or on all;
 * silence means feedback may not be sent either: nobody is written to who never said yes.
 */
export function allows(words: readonly ConsentWord[], purpose: Purpose, channel: string): boolean {
  if (purpose === 'service') return true
  const about = words.filter((word) => word.purpose === purpose && (word.channel === channel || word.channel === 'all'))
  const newest = about.reduce<ConsentWord | undefined>(
    (last, word) => (last && isBefore(word, last) ? last : word),
    undefined,
  )
  return newest?.granted ?? false
}

// Of two words said at the same moment the refusal counts as the later.
function isBefore(a: ConsentWord, b: ConsentWord): boolean {
  if (a.at.getTime() !== b.at.getTime()) return a.at < b.at
  return a.granted && !b.granted
}
