import { z } from 'zod'
import { channelKinds } from '../channels/adapter.ts'
import { languages } from '../platform/languages.ts'

/** Money as JSON: minor units as a decimal string. */
const price = z.object({ minor: z.string(), currency: z.string() })

/** What a broadcast would do if it left now, and what is kept of it when it is approved. Everything counts people. */
export const preflight = z.object({
  /** In the audience. */
  people: z.number(),
  /** Who would get a message, each one. */
  reached: z.number(),
  /** How it would travel to them: see `RouteBy`. */
  routes: z.array(
    z.object({
      channel: z.enum(channelKinds),
      by: z.enum(['reply', 'session', 'push', 'template']),
      language: z.enum(languages),
      people: z.number(),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.enum(channelKinds),
      people: z.number(),
      /** Left this month on the account's plan; null where there is none or it has not said. */
      messagesLeft: z.number().nullable(),
      messagesLeftAfter: z.number().nullable(),
      /** Null: it costs something, and nobody has told us how much. */
      cost: price.nullable(),
    }),
  ),
  /** Who would get none, by why. */
  skipped: z.array(z.object({ reason: z.string(), people: z.number() })),
  /** Of those skipped: whose window has closed, while the message has no template for their channel. */
  templateMissing: z.number(),
  /** Of those reached: whose language was not written, so that they read the fallback. */
  inFallback: z.number(),
  /** Of those reached: whose time zone nobody knows; the organisation's is taken. */
  zoneUnknown: z.number(),
  /** Of all accounts together; null where one of them is not known, or they are in different currencies. */
  cost: price.nullable(),
})
export type Preflight = z.infer<typeof preflight>
