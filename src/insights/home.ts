import { z } from '@hono/zod-openapi'
import { sql } from 'kysely'
import { listDeclineWaves } from '../gifts/declines/shown.ts'
import type { Language } from '../platform/languages.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { outage, readOutages } from './outages.ts'

const amount = z.object({ minor: z.string(), currency: z.string() })

/** What today asks of the team. */
export const home = z
  .object({
    giftsToday: z.object({ count: z.number(), total: z.array(amount) }),
    openThreads: z.number(),
    unread: z.number(),
    waitingApprovals: z.array(
      z.object({
        kind: z.enum(['update', 'round', 'refund', 'broadcast', 'payment']),
        id: z.uuid(),
        subjectId: z.uuid().nullable(),
        /** The child of an update, the programme of a round in the reader's language, the donor of a refund, a broadcast's name, a way to pay. */
        title: z.string(),
        /** What an update tells. */
        stage: z.string().nullable(),
        /** What a refund would return. */
        amount: amount.nullable(),
        at: z.iso.datetime(),
        by: z.string(),
      }),
    ),
    /** Changes of where money is paid that take effect by themselves, because nobody else could approve them. */
    comingPaymentChanges: z.array(
      z.object({ id: z.uuid(), name: z.string(), by: z.string(), takesEffectAt: z.iso.datetime() }),
    ),
    /** Accounts at which too many payments are being refused. */
    declineWaves: z.array(
      z.object({ id: z.uuid(), name: z.string(), declines: z.number(), beganAt: z.iso.datetime() }),
    ),
    exceptions: z.number(),
    outages: z.array(outage),
    setUp: z.array(
      z.object({ step: z.enum(['channel', 'payment', 'campaign', 'programme', 'members']), done: z.boolean() }),
    ),
  })
  .openapi('Home')

/** See `home`. */
export type Home = z.infer<typeof home>

/** Reads the first page of the desk for a reader of `language`. What a member may not see is counted as nothing. */
export function readHome(scope: Scope, language: Language): Promise<Home> {
  return scope.transaction(async (transaction) => ({
    giftsToday: may(scope, 'gifts.read') ? await readToday(transaction) : { count: 0, total: [] },
    ...(may(scope, 'conversations.read') ? await readThreads(transaction) : { openThreads: 0, unread: 0 }),
    waitingApprovals: await readApprovals(transaction, scope, language),
    comingPaymentChanges: may(scope, 'payments.change') ? await readComing(transaction) : [],
    declineWaves: may(scope, 'payments.change') ? await readWaves(transaction) : [],
    exceptions: may(scope, 'gifts.read') ? await countExceptions(transaction) : 0,
    outages: await readOutages(transaction, {
      channels: may(scope, 'conversations.read'),
      payments: may(scope, 'gifts.read'),
    }),
    setUp: await readSetUp(transaction),
  }))
}

async function readToday({ db, organisationId, now }: Transaction): Promise<Home['giftsToday']> {
  const { rows } = await sql<{ currency: string; count: bigint; minor: bigint }>`
    select g.currency, count(*) as count, sum(g.amount_minor)::bigint as minor
    from gifts g join organisations o using (organisation_id)
    where g.organisation_id = ${organisationId} and g.given_on = (${now}::timestamptz at time zone o.time_zone)::date
    group by g.currency order by g.currency`.execute(db)
  return {
    count: rows.reduce((count, row) => count + Number(row.count), 0),
    total: rows.map(({ currency, minor }) => ({ currency, minor: minor.toString() })),
  }
}

async function readThreads({ db, organisationId }: Transaction): Promise<Pick<Home, 'openThreads' | 'unread'>> {
  const { rows } = await sql<{ waiting: bigint; unread: bigint }>`
    select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where unread_count > 0) as unread
    from conversations where organisation_id = ${organisationId} and state <> 'resolved'`.execute(db)
  return { openThreads: Number(rows[0]?.waiting ?? 0), unread: Number(rows[0]?.unread ?? 0) }
}

async function readApprovals(
  { db, organisationId }: Transaction,
  scope: Scope,
  language: Language,
): Promise<Home['waitingApprovals']> {
  const { rows } = await sql<{
    kind: Home['waitingApprovals'][number]['kind']
    id: string
    subjectId: string | null
    title: string
    stage: string | null
    currency: string | null
    minor: bigint | null
    at: Date
    by: string
  }>`
    select 'update' as kind, u.update_id as id, u.case_id as "subjectId", c.pseudonym as title,
      u.stage, null as currency, null::bigint as minor, u.written_at as at, m.name as by
    from updates u
      join cases c on c.organisation_id = u.organisation_id and c.case_id = u.case_id
      join members m on m.organisation_id = u.organisation_id and m.member_id = u.written_by
    where u.organisation_id = ${organisationId} and u.state = 'submitted' and ${may(scope, 'updates.approve')}
    union all
    select 'round', r.feedback_round_id, r.programme_id,
      coalesce(p.name ->> ${language}, p.name ->> o.language, p.name ->> 'en',
        (select value from jsonb_each_text(p.name) order by key limit 1), p.slug), null, null, null, r.submitted_at, m.name
    from feedback_rounds r
      join organisations o on o.organisation_id = r.organisation_id
      join programmes p on p.organisation_id = r.organisation_id and p.programme_id = r.programme_id
      join members m on m.organisation_id = r.organisation_id and m.member_id = r.written_by
    where r.organisation_id = ${organisationId} and r.state = 'submitted' and ${may(scope, 'rounds.approve')}
    union all
    select 'round', r.feedback_round_id, r.programme_id,
      coalesce(p.name ->> ${language}, p.name ->> o.language, p.name ->> 'en',
        (select value from jsonb_each_text(p.name) order by key limit 1), p.slug), null, null, null, r.created_at, o.name
    from feedback_rounds r
      join organisations o on o.organisation_id = r.organisation_id
      join programmes p on p.organisation_id = r.organisation_id and p.programme_id = r.programme_id
    where r.organisation_id = ${organisationId} and r.state = 'draft' and r.written_by is null
      and ${may(scope, 'rounds.plan')}
    union all
    select 'refund', f.refund_id, f.gift_id, g.donor_name, null, g.currency, f.amount_minor, f.requested_at, m.name
    from refunds f
      join gifts g on g.organisation_id = f.organisation_id and g.gift_id = f.gift_id
      join members m on m.organisation_id = f.organisation_id and m.member_id = f.requested_by
    where f.organisation_id = ${organisationId} and f.state = 'requested' and ${may(scope, 'gifts.refund')}
    union all
    select 'broadcast', b.broadcast_id, null, b.name, null, null, null, b.submitted_at, m.name
    from broadcasts b
      join members m on m.organisation_id = b.organisation_id and m.member_id = b.authors[1]
    where b.organisation_id = ${organisationId} and b.state = 'submitted' and ${may(scope, 'broadcasts.approve')}
    union all
    select 'payment', p.payment_change_id, null, p.name, null, null, null, p.proposed_at, m.name
    from payment_changes p
      join members m on m.organisation_id = p.organisation_id and m.member_id = p.proposed_by
    where p.organisation_id = ${organisationId} and p.state = 'waiting' and p.takes_effect_at is null
      and ${may(scope, 'payments.change')}
    order by at, id limit 50`.execute(db)
  return rows.map(({ currency, minor, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    amount: currency !== null && minor !== null ? { currency, minor: minor.toString() } : null,
  }))
}

async function readComing({ db, organisationId }: Transaction): Promise<Home['comingPaymentChanges']> {
  const { rows } = await sql<{ id: string; name: string; by: string; takesEffectAt: Date }>`
    select p.payment_change_id as id, p.name, m.name as by, p.takes_effect_at as "takesEffectAt"
    from payment_changes p
      join members m on m.organisation_id = p.organisation_id and m.member_id = p.proposed_by
    where p.organisation_id = ${organisationId} and p.state = 'waiting' and p.takes_effect_at is not null
    order by p.takes_effect_at, p.payment_change_id`.execute(db)
  return rows.map(({ takesEffectAt, ...row }) => ({ ...row, takesEffectAt: takesEffectAt.toISOString() }))
}

async function readWaves(transaction: Transaction): Promise<Home['declineWaves']> {
  const waves = await listDeclineWaves(transaction)
  return waves
    .filter(({ endedAt }) => endedAt === null)
    .map(({ id, accountName, declines, beganAt }) => ({
      id,
      name: accountName,
      declines,
      beganAt: beganAt.toISOString(),
    }))
}

async function countExceptions({ db, organisationId }: Transaction): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select (select count(*) from payment_exceptions where organisation_id = ${organisationId} and resolved_at is null)
      + (select count(*) from order_exceptions where organisation_id = ${organisationId} and resolved_at is null)
      + (select count(*) from call_backs where organisation_id = ${organisationId} and settled_at is null) as count`.execute(
    db,
  )
  return Number(rows[0]?.count ?? 0)
}

async function readSetUp({ db, organisationId }: Transaction): Promise<Home['setUp']> {
  const { rows } = await sql<Record<Home['setUp'][number]['step'], boolean>>`
    select
      exists (select from channel_accounts where organisation_id = ${organisationId} and state = 'active') as channel,
      exists (select from payment_accounts where organisation_id = ${organisationId} and is_offered) as payment,
      exists (select from programmes where organisation_id = ${organisationId}) as programme,
      exists (select from campaigns where organisation_id = ${organisationId} and state = 'public') as campaign,
      (select count(*) from members where organisation_id = ${organisationId} and deactivated_at is null) > 1 as members`.execute(
    db,
  )
  const steps = rows[0]
  if (!steps) return []
  return (['channel', 'payment', 'programme', 'campaign', 'members'] as const).map((step) => ({
    step,
    done: steps[step],
  }))
}

function may({ actor }: Scope, permission: string): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && actor.permissions.has(permission))
}
