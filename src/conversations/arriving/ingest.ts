import type pg from 'pg'
import type { ChannelEvent } from '../../channels/event.ts'
import { type OrganisationId, orderedId } from '../../platform/ids.ts'

/** An event on its way into `inbound_events`. The organisation comes from the verified account, never from the event. */
export interface Arrival {
  organisationId: OrganisationId
  channelAccountId: string
  event: ChannelEvent
  receivedAt: Date
}

/** As it is stored; the event is JSON, the times are ISO 8601. */
interface Row {
  organisationId: OrganisationId
  inboundEventId: string
  channelAccountId: string
  dedupeKey: string
  sender: string
  event: string
  at: string
  receivedAt: string
}

interface Waiting {
  row: Row
  resolve(): void
  reject(error: unknown): void
}

const batchLimit = 2000
const gatherMilliseconds = 2

/**
 * Group commit: what arrives within two milliseconds or while a commit is under way becomes one insert for all tenants. An
 * event is stored when its promise resolves, at most once per dedupe key, and events commit in the order they came. One commit
 * at a time: with several beside each other they are more and smaller, and cost more than they gain.
 */
export class Ingest {
  readonly #pool: pg.Pool
  #waiting: Waiting[] = []
  #isBusy = false

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Resolves after COMMIT; rejects when the database is out of reach, with nothing promised to the provider. */
  async store(arrivals: readonly Arrival[]): Promise<void> {
    await Promise.all(arrivals.map((arrival) => this.#add(arrival)))
  }

  #add(arrival: Arrival): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row: rowOf(arrival), resolve, reject })
      if (this.#isBusy) return
      this.#isBusy = true
      setTimeout(() => void this.#work(), gatherMilliseconds)
    })
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchLimit)
      await this.#commit(batch)
    }
    this.#isBusy = false
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await insert(this.#pool, batch)
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (batch.length > 1 && isDataError(error)) for (const one of batch) await this.#commit([one])
      else for (const { reject } of batch) reject(error)
    }
  }
}

// The events travel as one text, a line each; see `jsonLines`.
const insertEvents = `insert into inbound_events
  (organisation_id, inbound_event_id, channel_account_id, dedupe_key, sender, event, at, received_at)
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], string_to_array($6, E'\\n')::jsonb[],
    $7::timestamptz[], $8::timestamptz[])
  on conflict do nothing`

async function insert(pool: pg.Pool, batch: readonly Waiting[]): Promise<void> {
  // In key order, so that two processes with the same redeliveries never wait for each other in a ring.
  const rows = batch.map(({ row }) => row).sort((a, b) => (a.dedupeKey < b.dedupeKey ? -1 : 1))
  const values = [
    rows.map(({ organisationId }) => organisationId),
    rows.map(({ inboundEventId }) => inboundEventId),
    rows.map(({ channelAccountId }) => channelAccountId),
    rows.map(({ dedupeKey }) => dedupeKey),
    rows.map(({ sender }) => sender),
    rows.map(({ event }) => event).join('\n'),
    rows.map(({ at }) => at),
    rows.map(({ receivedAt }) => receivedAt),
  ]
  await pool.query({ name: 'ingest', text: insertEvents, values })
}

function rowOf({ organisationId, channelAccountId, event, receivedAt }: Arrival): Row {
  const at = new Date(event.at)
  const received = receivedAt.toISOString()
  return {
    organisationId,
    inboundEventId: orderedId(receivedAt),
    channelAccountId,
    dedupeKey: storable(event.dedupeKey),
    sender: storable(senderOf(event)),
    event: storableJson(event),
    at: Number.isNaN(at.getTime()) ? received : at.toISOString(),
    receivedAt: received,
  }
}

/** Whose turn the event takes: the person in a talk of two, nobody for groups and for events of no conversation. */
export function senderOf(event: ChannelEvent): string {
  return event.chat?.type === 'user' && event.userId !== undefined ? event.userId : ''
}

const unstorable = /[\0\p{Surrogate}]/u

/** PostgreSQL refuses NUL and half surrogate pairs; one such event must not hold up the others. */
function storableJson(event: ChannelEvent): string {
  const json = JSON.stringify(event)
  if (!json.includes('\\u') || !/\\u(?:0000|d[89a-f])/i.test(json)) return json
  return JSON.stringify(JSON.parse(json, (_key, value) => (typeof value === 'string' ? storable(value) : value)))
}

function storable(text: string): string {
  return unstorable.test(text) ? text.replaceAll(/[\0\p{Surrogate}]/gu, '\uFFFD') : text
}

function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('22')
}
