import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { adapters } from '../../channels/kinds.ts'
import { Failure } from '../../platform/errors.ts'
import type { Transaction } from '../../platform/scope.ts'
import { channelKind } from '../account.ts'
import { openAccountRow } from '../accounts.ts'
import { type ShownWindow, showWindow, windowSpent } from '../sending/window.ts'

/** What is told of a channel to whoever is about to write. */
export const shownWriting = {
  window: z
    .object({
      state: z.enum(['open', 'member', 'closed']),
      /** When it closes, or closed; null: this person has never written. */
      closesAt: z.iso.datetime().nullable(),
      /** Null: as many as one likes. */
      messagesLeft: z.number().nullable(),
    })
    .nullable(),
  takes: z.object({
    textLimit: z.number(),
    textUnit: z.enum(['utf16', 'code-points', 'utf8-bytes']),
    templates: z.boolean(),
    /** Whether the person may hear a second time what is sent again. */
    mayArriveTwice: z.boolean(),
  }),
  /** What a press on calls us inside the channel itself; null where it has no calls, or no number is set. */
  callLink: z.url().nullable(),
  /** Where else the person can be written to, when the window is closed. */
  elsewhere: z.array(z.object({ id: z.uuid(), channel: z.string(), channelName: z.string() })),
}

interface Talk {
  id: string
  accountId: string
  channel: string
  channelName: string
  lastInboundAt: Date | null
  windowClosesAt: Date | null
  windowMessages: number | null
  windowSpent: number
}

/**
 * What the channel of a conversation will do with words typed there, and where else the same person can be written to at
 * this moment when its window is closed. Fails with `conversations.conversation-missing`.
 */
export async function readWriting(transaction: Transaction, conversationId: string) {
  const talks = await readTalks(transaction, conversationId)
  const talk = talks.find(({ id }) => id === conversationId)
  if (!talk) throw new Failure('conversations.conversation-missing', {}, { kind: 'missing' })
  const { text, templates, idempotency } = adapters[channelKind.parse(talk.channel)].abilities
  const window = windowOf(transaction, talk)
  const others = talks.filter((other) => other !== talk && windowOf(transaction, other)?.state !== 'closed')
  return {
    window: window && { ...window, closesAt: window.closesAt?.toISOString() ?? null },
    takes: { textLimit: text.limit, textUnit: text.unit, templates, mayArriveTwice: !idempotency },
    callLink: await callLinkOf(transaction, talk),
    elsewhere:
      window?.state === 'closed' ? others.map(({ id, channel, channelName }) => ({ id, channel, channelName })) : [],
  }
}

async function callLinkOf(transaction: Transaction, { channel, accountId }: Talk): Promise<string | null> {
  if (adapters[channelKind.parse(channel)].callLink === undefined) return null
  return (await openAccountRow(transaction, accountId)).channel.callLink()
}

function windowOf({ now }: Transaction, talk: Talk): ShownWindow | null {
  const { lastInboundAt, windowClosesAt: closesAt, windowMessages: messages, windowSpent: spent } = talk
  const told = closesAt === null ? null : { closesAt, messages, spent }
  return showWindow(now, adapters[channelKind.parse(talk.channel)].abilities.window, { lastInboundAt, told })
}

/** This conversation, and the others of the same person that can still be heard. */
async function readTalks({ db, organisationId }: Transaction, conversationId: string): Promise<Talk[]> {
  const { rows } = await sql<Talk>`
    select c.conversation_id as id, c.channel_account_id as "accountId", a.kind as channel, a.name as "channelName", c.last_inbound_at as "lastInboundAt",
      c.window_closes_at as "windowClosesAt", c.window_messages as "windowMessages",
      ${windowSpent} as "windowSpent"
    from conversations this
    join identities mine on mine.organisation_id = this.organisation_id and mine.identity_id = this.identity_id
    join identities i on i.organisation_id = mine.organisation_id and i.person_id = mine.person_id
    join conversations c on c.organisation_id = i.organisation_id and c.identity_id = i.identity_id
    join channel_accounts a on a.organisation_id = c.organisation_id and a.channel_account_id = c.channel_account_id
    where this.organisation_id = ${organisationId} and this.conversation_id = ${conversationId}
      and (c.conversation_id = this.conversation_id
        or (a.state = 'active' and i.typed_email is null and i.state not in ('blocked', 'unfollowed') and c.last_message_at is not null))
    order by c.last_message_at desc nulls last, c.conversation_id`.execute(db)
  return rows
}
