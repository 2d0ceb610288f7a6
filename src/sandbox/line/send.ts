import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Transaction } from '../../platform/scope.ts'
import { insertLines } from '../chat-store.ts'
import { type Kept, kept, type Phone } from '../phone.ts'
import { phoneOfUser } from '../phone-store.ts'
import type { EmulatedChannel } from './channel.ts'
import type { Accepted, LineEmulator, SentMessage } from './emulator.ts'
import type { LineMessage } from './message.ts'

/** Messages on their way to people. */
export interface Parcel {
  readonly via: Kept['via']
  readonly to: readonly string[]
  readonly messages: readonly LineMessage[]
  readonly retryKey: string | undefined
}

/** `repeated`: the retry key was taken before, and this is what was sent then. */
export type Sent =
  | (Accepted & { readonly outcome: 'accepted' | 'repeated' })
  | { readonly outcome: 'over-quota' | 'unknown-recipient' }

/** Puts messages into phones, once per retry key. A person who blocks the account gets nothing, and the sender is not told. */
export async function deliver(emulator: LineEmulator, channel: EmulatedChannel, parcel: Parcel): Promise<Sent> {
  const phones: Phone[] = []
  const sent = await channel.scope.transaction(async (transaction): Promise<Sent> => {
    const before = parcel.retryKey && (await alreadyTaken(emulator, transaction, parcel.retryKey))
    if (before) return { outcome: 'repeated', ...before }
    for (const userId of parcel.to) {
      const phone = await phoneOfUser(transaction, channel.channelAccountId, userId)
      if (phone) phones.push(phone)
    }
    if (parcel.via === 'push' && phones.length === 0) return { outcome: 'unknown-recipient' }
    if (parcel.via !== 'reply') {
      const used = await pushesThisMonth(transaction, channel.channelAccountId)
      if (used + parcel.to.length > emulator.conditions.monthlyLimit) return { outcome: 'over-quota' }
    }
    return { outcome: 'accepted', ...(await store(emulator, transaction, parcel, phones)) }
  })
  if (sent.outcome === 'accepted') for (const { phoneId } of phones) arrived(emulator, phoneId)
  return sent
}

async function store(
  emulator: LineEmulator,
  transaction: Transaction,
  { via, messages, retryKey }: Parcel,
  phones: readonly Phone[],
): Promise<Accepted> {
  const requestId = randomUUID()
  const sentMessages = messages.map((message) => describe(message, emulator.nextMessageId()))
  const reached = phones.filter((phone) => phone.isFriend)
  const lines = reached.flatMap(({ phoneId }) =>
    messages.map((message, place) => ({
      phoneId,
      isOwn: false,
      providerMessageId: sentMessages[place]?.id ?? '',
      retryKey,
      content: { via, requestId, message },
    })),
  )
  await insertLines(transaction, lines)
  if (lines.length === 0 && retryKey !== undefined) emulator.unreached.set(retryKey, { requestId, sentMessages })
  return { requestId, sentMessages }
}

/** Text, stickers and the like can be quoted; a picture or a card of ours cannot (messaging-api.yml `SentMessage`). */
function describe({ type }: LineMessage, id: string): SentMessage {
  return type === 'text' || type === 'sticker' ? { id, quoteToken: randomBytes(18).toString('base64url') } : { id }
}

function arrived(emulator: LineEmulator, phoneId: string): void {
  emulator.typing.stop(phoneId)
  emulator.doorbell.ring(phoneId)
}

/** Two requests with one key at once: the second waits here and then finds what the first has sent. */
async function alreadyTaken(
  emulator: LineEmulator,
  { db, organisationId }: Transaction,
  retryKey: string,
): Promise<Accepted | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sandbox.retry:${retryKey}`}, 0))`.execute(db)
  const rows = await db
    .selectFrom('sandbox_messages')
    .where('organisation_id', '=', organisationId)
    .where('retry_key', '=', retryKey)
    .select(['provider_message_id', 'content'])
    .orderBy('provider_message_id')
    .execute()
  const first = rows[0]
  if (first === undefined) return emulator.unreached.get(retryKey)
  const ids = [...new Set(rows.map((row) => row.provider_message_id))]
  return { requestId: kept.parse(first.content).requestId ?? '', sentMessages: ids.map((id) => ({ id })) }
}

/** LINE counts people reached by push and multicast, not message bubbles, and nobody twice for a retry. */
export async function pushesThisMonth(
  { db, organisationId, now }: Transaction,
  channelAccountId: string,
): Promise<number> {
  const monthBegan = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()))
  const { rows } = await sql<{ count: number }>`
    select count(distinct (m.sandbox_phone_id, m.content ->> 'requestId'))::int as count
    from sandbox_messages m
    join sandbox_phones p using (organisation_id, sandbox_phone_id)
    where m.organisation_id = ${organisationId} and p.channel_account_id = ${channelAccountId}
      and m.direction = 'to_phone' and m.at >= ${monthBegan} and m.content ->> 'via' in ('push', 'multicast')`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
