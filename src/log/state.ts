import { permit } from '../organisations/permission.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { toBase64Url } from '../proofs/base64.ts'
import { writeWitnessKey } from '../proofs/cosignature.ts'
import { latestCheckpoint } from './read.ts'
import { witnessSigner } from './witness-key.ts'
import { listWitnessed, type WitnessedLog } from './witnessed.ts'
import { listWitnesses, type Witness } from './witnesses.ts'

/** How an organisation's log stands. */
export interface LogState {
  /** Where it is published. */
  address: string
  /** The newest published state; null before the first. `root` as in thank-yous. */
  checkpoint: { size: number; root: string; at: Date; origin: string; fingerprint: string; vkey: string } | null
  /** Entries that are recorded and not in the log yet. */
  waiting: number
  witnesses: Witness[]
  /** What others need to be cosigned here, and who is. */
  witnessing: { vkey: string; url: string; logs: WitnessedLog[] }
}

/** Reads it for members. Needs `books.read`. */
export async function logState(scope: Scope): Promise<LogState> {
  permit(scope, 'books.read')
  const [witnesses, logs] = [await listWitnesses(scope), await listWitnessed(scope)]
  return scope.transaction(async (transaction) => {
    const { slug } = await transaction.db
      .selectFrom('organisations')
      .where('organisation_id', '=', transaction.organisationId)
      .select('slug')
      .executeTakeFirstOrThrow()
    const address = `${transaction.context.settings.publicUrl}/log/${slug}`
    const vkey = writeWitnessKey(await witnessSigner(transaction))
    return {
      address,
      checkpoint: await newest(transaction),
      waiting: await countWaiting(transaction),
      witnesses,
      witnessing: { vkey, url: `${address}/witness`, logs },
    }
  })
}

async function newest(transaction: Transaction): Promise<LogState['checkpoint']> {
  const latest = await latestCheckpoint(transaction)
  if (latest === undefined) return null
  const { at } = await transaction.db
    .selectFrom('checkpoints')
    .where('organisation_id', '=', transaction.organisationId)
    .where('size', '=', BigInt(latest.size))
    .select('at')
    .executeTakeFirstOrThrow()
  const { size, root, origin, fingerprint, vkey } = latest
  return { size, root: toBase64Url(root), at, origin, fingerprint, vkey }
}

async function countWaiting({ db, organisationId }: Transaction): Promise<number> {
  const { count } = await db
    .selectFrom('log_pending')
    .where('organisation_id', '=', organisationId)
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
