import type pg from 'pg'
import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { Context } from '../../platform/scope.ts'
import type { Amounts } from './tampering.ts'

/** A session of the database's owner: bound by no permission, no policy, no rule of ours. */
export type Administrator = pg.PoolClient

/** Works as the database's administrator, in one transaction. */
export async function asAdministrator<T>(context: Context, work: (admin: Administrator) => Promise<T>): Promise<T> {
  const admin = await context.databases.owner.connect()
  try {
    await admin.query('begin')
    const result = await work(admin)
    await admin.query('commit')
    return result
  } catch (error) {
    await admin.query('rollback').catch(() => {})
    throw error
  } finally {
    admin.release()
  }
}

const giftRow = z.object({
  amount_minor: z.bigint(),
  portion_amount: z.bigint().nullable(),
  portion_share: z.bigint().nullable(),
})

/** What the books say of a gift. Fails with `sandbox.unknown-gift`. */
export async function readAmounts(admin: Administrator, organisationId: string, giftId: string): Promise<Amounts> {
  const { rows } = await admin.query(
    `select g.amount_minor, p.amount_minor as portion_amount, p.share_minor as portion_share
     from gifts g left join gift_portions p using (organisation_id, gift_id)
     where g.organisation_id = $1 and g.gift_id = $2`,
    [organisationId, giftId],
  )
  if (rows[0] === undefined) throw new Failure('sandbox.unknown-gift', {}, { kind: 'missing' })
  const { amount_minor, portion_amount, portion_share } = giftRow.parse(rows[0])
  const portion =
    portion_amount === null ? null : { amountMinor: String(portion_amount), shareMinor: String(portion_share ?? 0n) }
  return { amountMinor: String(amount_minor), portion }
}

/** The same gift, ten times as large, the difference hidden in the programme's own share so that the page still adds up. */
export function inflated({ amountMinor, portion }: Amounts): Amounts {
  const gained = BigInt(amountMinor) * 9n
  const more = (minor: string) => String(BigInt(minor) + gained)
  return {
    amountMinor: more(amountMinor),
    portion: portion && { amountMinor: more(portion.amountMinor), shareMinor: more(portion.shareMinor) },
  }
}

export async function writeAmounts(
  admin: Administrator,
  organisationId: string,
  giftId: string,
  { amountMinor, portion }: Amounts,
): Promise<void> {
  await admin.query('update gifts set amount_minor = $3 where organisation_id = $1 and gift_id = $2', [
    organisationId,
    giftId,
    amountMinor,
  ])
  if (portion === null) return
  await admin.query(
    'update gift_portions set amount_minor = $3, share_minor = $4 where organisation_id = $1 and gift_id = $2',
    [organisationId, giftId, portion.amountMinor, portion.shareMinor],
  )
}
