/** How long a replaced secret is still taken: a day. */
const overlapMilliseconds = 24 * 60 * 60 * 1000

/** The settings an account had before, as they are sealed, and until when what is signed under them is taken. */
export interface Former {
  readonly cipher: Buffer
  readonly until: Date
}

/**
 * What stays of settings that are being replaced: the ones until now, for a day, when one of `secrets` changes; nothing when the old
 * secret is known to others. Of two changes within the day the first secret ends with the second. Undefined: no secret changes,
 * and what was kept before stays.
 */
export function formerOf(
  now: Date,
  before: { settings: Readonly<Record<string, unknown>>; cipher: Buffer },
  after: { settings: Readonly<Record<string, unknown>>; secrets: readonly string[]; isLeaked: boolean },
): Former | null | undefined {
  if (after.isLeaked) return null
  const isReplaced = after.secrets.some(
    (name) => before.settings[name] !== undefined && before.settings[name] !== after.settings[name],
  )
  return isReplaced ? { cipher: before.cipher, until: new Date(now.getTime() + overlapMilliseconds) } : undefined
}

/** As columns of an account's row. */
export function formerColumns(former: Former | null | undefined) {
  if (former === undefined) return {}
  return { former_cipher: former?.cipher ?? null, former_until: former?.until ?? null }
}
