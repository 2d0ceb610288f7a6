import type { Selectable } from 'kysely'
import type { WitnessedLogs } from '../platform/database/schema.generated.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { sameBytes } from '../proofs/bytes.ts'
import { type Checkpoint, readForeignCheckpoint } from '../proofs/checkpoint.ts'
import { cosign } from '../proofs/cosign.ts'
import { openNote, readKey, readNote } from '../proofs/note.ts'
import { continues } from '../proofs/proof-check.ts'
import { bundledSha256 } from '../proofs/sha256.ts'
import { readWitnessRequest, type WitnessRequest } from '../proofs/witness-request.ts'
import { witnessSigner } from './witness-key.ts'

/** What a witness answers: an HTTP status, and for 200 its cosignature, for 409 the size it cosigned last. */
export type WitnessAnswer =
  | { status: 200; lines: string }
  | { status: 409; size: number }
  | { status: 400 | 403 | 404 | 422 }

/**
 * Cosigns a checkpoint of a log we watch when it continues the one we cosigned last (c2sp.org/tlog-witness, read 2026-11).
 * The row of the log stays locked from reading the last state to writing the new one, so of two forks that arrive together
 * one is refused; what is answered is durable before. Two states of one size that the log itself signed are kept as evidence. That a
 * proof does not hold is none: anybody can send a bad proof with a good log's newest checkpoint.
 */
export async function addCheckpoint(scope: Scope, body: string): Promise<WitnessAnswer> {
  const request = readWitnessRequest(body)
  const text = request && readNote(request.checkpoint)?.text
  const checkpoint = text === undefined ? undefined : readForeignCheckpoint(text)
  if (request === undefined || text === undefined || checkpoint === undefined) return { status: 400 }
  return scope.transaction(async (transaction) => {
    const last = await lockLog(transaction, checkpoint.origin)
    if (last === undefined) return { status: 404 }
    const key = await readKey(last.vkey)
    if (key === undefined || (await openNote(request.checkpoint, key)) === undefined) return { status: 403 }
    if (request.oldSize > checkpoint.size) return { status: 400 }
    if (isFork(checkpoint, last)) await keepEvidence(transaction, checkpoint.origin, request.checkpoint)
    const refusal = await refusalOf(request, checkpoint, last)
    return refusal ?? cosignNow(transaction, checkpoint, request.checkpoint, text)
  })
}

function lockLog({ db, organisationId }: Transaction, origin: string) {
  return db
    .selectFrom('witnessed_logs')
    .where('organisation_id', '=', organisationId)
    .where('origin', '=', origin)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

type Last = Pick<Selectable<WitnessedLogs>, 'size' | 'root'>

/** Whether the log signed another state of the very size we cosigned. */
function isFork({ size, root }: Checkpoint, last: Last): boolean {
  return size === Number(last.size) && last.root !== null && !sameBytes(last.root, root)
}

async function refusalOf(
  { oldSize, proof }: WitnessRequest,
  checkpoint: Checkpoint,
  last: Last,
): Promise<WitnessAnswer | undefined> {
  const { size, root } = checkpoint
  const lastSize = Number(last.size)
  if (isFork(checkpoint, last) || oldSize !== lastSize) return { status: 409, size: lastSize }
  const isSound = await isContinued({ from: lastSize, fromRoot: last.root, to: size, toRoot: root, proof })
  return isSound ? undefined : { status: 422 }
}

interface Continuation {
  from: number
  fromRoot: Uint8Array | null
  to: number
  toRoot: Uint8Array
  proof: readonly Uint8Array[]
}

/** Anything continues nothing, without a proof; an empty log has one root only. */
async function isContinued({ from, fromRoot, to, toRoot, proof }: Continuation): Promise<boolean> {
  if (to === 0 && !sameBytes(toRoot, bundledSha256(new Uint8Array()))) return false
  if (from === 0) return proof.length === 0
  return fromRoot !== null && continues({ from, fromRoot, to, toRoot, proof })
}

async function cosignNow(
  transaction: Transaction,
  { origin, size, root }: Checkpoint,
  note: string,
  text: string,
): Promise<WitnessAnswer> {
  const { db, organisationId, now } = transaction
  const lines = cosign(text, await witnessSigner(transaction), Math.floor(now.getTime() / 1000))
  await db
    .updateTable('witnessed_logs')
    .set({ size: BigInt(size), root: Buffer.from(root), note: `${note}${lines}`, cosigned_at: now })
    .where('organisation_id', '=', organisationId)
    .where('origin', '=', origin)
    .execute()
  return { status: 200, lines }
}

async function keepEvidence({ db, organisationId, now }: Transaction, origin: string, note: string): Promise<void> {
  await db
    .updateTable('witnessed_logs')
    .set({ refused_note: note, refused_at: now })
    .where('organisation_id', '=', organisationId)
    .where('origin', '=', origin)
    .execute()
}
