import { z } from 'zod'
import { json } from './json.ts'
import type { Script } from './script.ts'

const waiting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('answer'), node: z.string(), token: z.string(), misses: z.number() }),
  z.object({ kind: z.literal('delay'), node: z.string(), token: z.string() }),
  z.object({
    kind: z.literal('results'),
    node: z.string(),
    tokens: z.array(z.string()),
    items: z.array(json),
    results: z.record(z.string(), json),
  }),
])

/**
 * Where one conversation stands in a script: plain JSON, stored by the host in the row it has locked, read back with
 * this schema. Bounded: texts are kept as digests for five minutes, variables only while a script is inside a step.
 */
export const session = z.object({
  script: z.object({ id: z.string(), version: z.number() }),
  /** Counts the tokens handed out, so that an old timer or a late result is recognised. */
  counter: z.number(),
  waiting: waiting.nullable(),
  variables: z.record(z.string(), json),
  /** Messages in a row that fitted nothing. */
  misses: z.number(),
  /** Who has the conversation instead of the script, until when (ISO 8601). */
  human: z.object({ by: z.enum(['queue', 'member', 'guard']), until: z.string() }).nullable(),
  /** What was said lately: digest and time. */
  said: z.array(z.object({ digest: z.string(), at: z.string() })),
  /** Ids of attachments received since the last hand-off, newest last. */
  attachments: z.array(z.string()),
})
export type Session = z.infer<typeof session>
export type Waiting = z.infer<typeof waiting>

/** A conversation that has not begun. */
export function freshSession(script: Script): Session {
  return {
    script: { id: script.id, version: script.version },
    counter: 0,
    waiting: null,
    variables: {},
    misses: 0,
    human: null,
    said: [],
    attachments: [],
  }
}

/** True when nothing is pending: the newest version of the script may be used. Otherwise give `run` the version named in `session.script`. */
export function isAtRest(session: Session): boolean {
  return session.waiting === null
}
