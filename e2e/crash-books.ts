import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

/** Looks into the database of a walk from outside, as an auditor would. */
export class Auditor {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  /** The rows of a statement; every look is a connection of its own, so a killed database is nothing special. */
  async rows(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(this.#url)
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }

  /** The only number a statement answers. */
  async count(sql: string): Promise<number> {
    const [row] = await this.rows(`select count(*)::int as count from (${sql}) as counted`)
    return Number(row?.count)
  }

  /** Waits until statements find nothing, as long as they find less and less; where nothing moves for `seconds`, says what they still find. */
  async untilNothing(statements: Readonly<Record<string, string>>, seconds: number): Promise<void> {
    let [before, movedAt] = ['', performance.now()]
    for (;;) {
      const found: string[] = []
      for (const [name, sql] of Object.entries(statements)) {
        const count = await this.count(sql)
        if (count > 0) found.push(`${count} ${name}`)
      }
      if (found.length === 0) return
      const left = found.join(', ')
      if (left !== before) [before, movedAt] = [left, performance.now()]
      if (performance.now() - movedAt > seconds * 1000) throw new Error(`The same for ${seconds} s: ${left}`)
      await sleep(250)
    }
  }

  /** Waits until a statement finds something, looking as often as it can. */
  async untilSome(sql: string, seconds: number): Promise<void> {
    const client = new pg.Client(this.#url)
    await client.connect()
    try {
      const deadline = performance.now() + seconds * 1000
      while ((await client.query(sql)).rowCount === 0) {
        if (performance.now() > deadline) throw new Error(`Nothing after ${seconds} s: ${sql}`)
        await sleep(2)
      }
    } finally {
      await client.end()
    }
  }

  /** Lets the two minutes pass after which a send that was begun and never ended is settled; answers how many there are. */
  async forgetSenders(): Promise<number> {
    const rows = await this.rows(
      `update deliveries set sending_at = sending_at - interval '3 minutes',
         reply_token_expires_at = reply_token_expires_at - interval '3 minutes'
       where state = 'sending' returning delivery_id`,
    )
    return rows.length
  }
}

/** What must come to rest after a burst of messages. */
export const unrestOfChat = {
  'events not handled': 'select from inbound_events where processed_at is null',
  'messages not settled': "select from deliveries where state in ('queued', 'sending') or reason = 'auth'",
} as const

/** What must come to rest after gifts have been paid. */
export const unrestOfGifts = {
  'news not handled': 'select from event_deliveries where handled_at is null',
  'gifts not thanked for': 'select from gifts where thanked_at is null',
  'entries not in the log': 'select from log_pending',
  'checkpoints not published': 'select from log_heads where published_size < size',
} as const

/** How many requests of one retry key the emulated LINE has put into a phone. */
export async function arrivalsByKey(auditor: Auditor): Promise<Map<string, number>> {
  const rows = await auditor.rows(
    `select retry_key, count(distinct content ->> 'requestId')::int as times from sandbox_messages
     where direction = 'to_phone' group by retry_key`,
  )
  return new Map(rows.map((row) => [String(row.retry_key), Number(row.times)]))
}
