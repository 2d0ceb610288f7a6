import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import { isUuid, organisationId } from '../../platform/ids.ts'
import { type Context, Scope } from '../../platform/scope.ts'

const found = z.array(z.object({ organisation_id: z.string() }))

/** The demo organisation a gift belongs to, acted in as the system. Fails with `request.missing` for every other gift. */
export async function demoScopeOfGift(context: Context, giftId: string): Promise<Scope> {
  if (!isUuid(giftId)) throw missing()
  const { rows } = await context.databases.owner.query(
    `select organisation_id from gifts join organisations using (organisation_id) where gift_id = $1 and is_demo`,
    [giftId],
  )
  const [owner] = found.parse(rows)
  if (owner === undefined) throw missing()
  return new Scope(context, organisationId(owner.organisation_id), { kind: 'system', name: 'sandbox' })
}

function missing(): Failure {
  return new Failure('request.missing', {}, { kind: 'missing' })
}
