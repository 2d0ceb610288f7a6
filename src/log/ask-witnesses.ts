import type { Selectable } from 'kysely'
import type { LogWitnesses } from '../platform/database/schema.generated.ts'
import type { Scope } from '../platform/scope.ts'
import { sameBytes } from '../proofs/bytes.ts'
import { readDecimal } from '../proofs/checkpoint.ts'
import { cosignaturesOf, readWitnessKey } from '../proofs/cosignature.ts'
import { readNote } from '../proofs/note.ts'
import { writeWitnessRequest } from '../proofs/witness-request.ts'
import type { PublishedCheckpoint } from './log.ts'
import { publishCosignatures } from './publish.ts'
import { consistencyBetween, latestCheckpoint } from './read.ts'

const waitSeconds = 10
const answerBytesMost = 20_000

type WitnessRow = Selectable<LogWitnesses>

/**
 * Asks every witness that has not cosigned the newest checkpoint, all at once and outside any transaction: a slow or dead one
 * delays neither the log nor the others. What a witness answers is verified with its key before it is kept and published.
 */
export async function askWitnesses(scope: Scope): Promise<void> {
  const { checkpoint, waiting } = await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const witnesses = await db
      .selectFrom('log_witnesses')
      .where('organisation_id', '=', organisationId)
      .selectAll()
      .execute()
    const checkpoint = witnesses.length > 0 ? await latestCheckpoint(transaction) : undefined
    return { checkpoint, waiting: witnesses.filter((row) => Number(row.cosigned_size) < (checkpoint?.size ?? 0)) }
  })
  if (checkpoint === undefined) return
  await Promise.all(waiting.map((witness) => askOne(scope, witness, checkpoint)))
}

async function askOne(scope: Scope, witness: WitnessRow, checkpoint: PublishedCheckpoint): Promise<void> {
  const answer = await answerOf(scope, witness, checkpoint)
  await scope.transaction(async ({ db, organisationId, now }) => {
    if ('line' in answer) {
      const { line, cosignedAt } = answer
      await db
        .insertInto('log_cosignatures')
        .values({
          organisation_id: organisationId,
          size: BigInt(checkpoint.size),
          name: witness.name,
          line,
          cosigned_at: cosignedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['organisation_id', 'size', 'name']).doUpdateSet({ line, cosigned_at: cosignedAt }),
        )
        .execute()
    }
    const told =
      'line' in answer
        ? { cosigned_size: BigInt(checkpoint.size), cosigned_at: answer.cosignedAt, problem: null }
        : { problem: answer.problem }
    await db
      .updateTable('log_witnesses')
      .set({ ...told, asked_at: now })
      .where('organisation_id', '=', organisationId)
      .where('log_witness_id', '=', witness.log_witness_id)
      .execute()
  })
  if ('line' in answer) await publishCosignatures(scope)
}

type Answer = { line: string; cosignedAt: Date } | { problem: string }

const problems: Readonly<Record<number, string>> = { 403: 'key-unknown', 404: 'unknown-log', 422: 'refused' }

/** One question, and a second one from the size the witness says it has seen. */
async function answerOf(scope: Scope, witness: WitnessRow, checkpoint: PublishedCheckpoint): Promise<Answer> {
  let oldSize = Number(witness.cosigned_size)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const said = await post(scope, witness.url, oldSize, checkpoint)
    if (said === undefined) return { problem: 'unreachable' }
    if (said.status === 200) return verified(witness.vkey, checkpoint, said.text)
    if (said.status !== 409) return { problem: problems[said.status] ?? 'unreachable' }
    const seen = readDecimal(said.text.replace(/\n$/, ''))
    if (seen === undefined) return { problem: 'invalid' }
    if (seen > checkpoint.size) return { problem: 'ahead' }
    if (seen === oldSize) return { problem: 'conflict' }
    oldSize = seen
  }
  return { problem: 'conflict' }
}

async function post(scope: Scope, url: string, oldSize: number, checkpoint: PublishedCheckpoint) {
  const proof = await scope.transaction((transaction) => consistencyBetween(transaction, oldSize, checkpoint.size))
  try {
    const response = await scope.context.fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: writeWitnessRequest({ oldSize, proof, checkpoint: checkpoint.note }),
      redirect: 'error',
      signal: AbortSignal.timeout(waitSeconds * 1000),
    })
    const text = await response.text()
    return { status: response.status, text: text.slice(0, answerBytesMost) }
  } catch {
    return undefined
  }
}

/** The witness's own line, if it holds; lines of others, and more than one, are left out. */
async function verified(vkey: string, { note }: PublishedCheckpoint, lines: string): Promise<Answer> {
  const key = await readWitnessKey(vkey)
  const text = readNote(note)?.text ?? ''
  const own = lines.split('\n').find((line) => {
    const [signature] = readNote(`${text}\n${line}\n`)?.signatures ?? []
    return signature !== undefined && key?.name === signature.name && sameBytes(signature.keyId, key.keyId)
  })
  if (key === undefined || own === undefined) return { problem: 'invalid' }
  const [cosignature] = (await cosignaturesOf(`${text}\n${own}\n`, [key])) ?? []
  if (cosignature === undefined) return { problem: 'invalid' }
  return { line: `${own}\n`, cosignedAt: new Date(cosignature.atSeconds * 1000) }
}
