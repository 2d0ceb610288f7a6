import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Scope, Transaction } from '../scope.ts'

/** A named wake-up. The truth is a row state that a sweep can find again, so a lost job delays and never loses. */
export interface Job<Payload> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
}

/** Names a job, `<feature>.<verb>`; the name stays for ever, queued jobs carry it. */
export function job<Payload>(name: string, payload: z.ZodType<Payload>): Job<Payload> {
  return { name, payload }
}

/** A job and what it does: it calls an action. Listed in `app.ts`. */
export interface JobHandler {
  readonly name: string
  run(scope: Scope, payload: unknown): Promise<void>
}

/** Binds a job to its action. The scope it gets acts as the system. */
export function handle<Payload>(
  task: Job<Payload>,
  run: (scope: Scope, payload: Payload) => Promise<void>,
): JobHandler {
  return { name: task.name, run: (scope, payload) => run(scope, task.payload.parse(payload)) }
}

/**
 * Enqueues a wake-up in the caller's transaction. `runAt` defaults to now; a `key` replaces the still waiting job of the
 * same key, so a hundred wake-ups for one thing are one.
 */
export async function enqueue<Payload>(
  transaction: Transaction,
  task: Job<Payload>,
  payload: Payload,
  options: WakeUpOptions = {},
): Promise<void> {
  await sql`select ${enqueued(transaction, task, payload, options)}`.execute(transaction.db)
}

/** When a wake-up is due, and what it replaces. */
export interface WakeUpOptions {
  runAt?: Date
  key?: string
}

/** `enqueue` as an expression within another statement, which enqueues each time it is evaluated. */
export function enqueued<Payload>(
  { organisationId }: Transaction,
  task: Job<Payload>,
  payload: Payload,
  { runAt, key }: WakeUpOptions = {},
): RawBuilder<unknown> {
  const body = JSON.stringify({ organisationId, payload })
  const fullKey = key === undefined ? null : `${organisationId}:${task.name}:${key}`
  return sql`riscontro_enqueue(${task.name}, ${body}::json, ${runAt ?? null}::timestamptz, ${fullKey})`
}

/** Work that is found by looking, not by being told: run for every organisation, every so often, by one process at a time. */
export interface Sweep {
  readonly name: string
  readonly everySeconds: number
  run(scope: Scope): Promise<void>
}
