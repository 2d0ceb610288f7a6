import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import { isLanguage, type Language } from '../../platform/languages.ts'
import type { Scope } from '../../platform/scope.ts'
import { readLine } from '../../proofs/entry.ts'
import { leafBytes } from '../../proofs/entry-write.ts'
import { type Administrator, asAdministrator, inflated, readAmounts, writeAmounts } from './administrator.ts'
import { forget, recall, remember } from './memory.ts'
import { publishAgain, rebuildLog } from './rebuild-log.ts'
import type { Tampering, TamperKind } from './tampering.ts'

/**
 * Tampers with the record of a gift as somebody could who has full access to the database; what was tampered with before is
 * put back first. For demo organisations only: elsewhere `sandbox.no-demo`. Fails with `sandbox.unknown-gift`,
 * `sandbox.nothing-to-tamper` when the gift has no approved update, or no entry in the log yet.
 */
export async function tamper(scope: Scope, giftId: string, kind: TamperKind): Promise<void> {
  await requireDemo(scope)
  await repair(scope)
  const { context, organisationId } = scope
  const origin = await asAdministrator(context, async (admin) => {
    const done = await deeds[kind](admin, scope, giftId)
    // Before the commit: better a memory of nothing than a deed without a memory.
    await remember(context, done)
    return originOf(admin, organisationId)
  })
  if (kind === 'rebuilt_log') await publishAgain(context, scope, origin)
}

/** Puts back what was tampered with, to the last byte; answers the gift it was about, undefined when nothing was. */
export async function repair(scope: Scope): Promise<string | undefined> {
  await requireDemo(scope)
  const { context, organisationId } = scope
  const done = await recall(context, organisationId)
  if (done === undefined) return undefined
  const origin = await asAdministrator(context, async (admin) => {
    await undo(admin, done)
    return originOf(admin, organisationId)
  })
  if (done.kind === 'rebuilt_log') await publishAgain(context, scope, origin)
  await forget(context, organisationId)
  return done.giftId
}

type Deed = (admin: Administrator, scope: Scope, giftId: string) => Promise<Tampering>

const deeds: Record<TamperKind, Deed> = {
  gift_amount: async (admin, scope, giftId) => {
    const before = await readAmounts(admin, scope.organisationId, giftId)
    await writeAmounts(admin, scope.organisationId, giftId, inflated(before))
    return { kind: 'gift_amount', ...about(scope, giftId), before }
  },

  update_text: async (admin, scope, giftId) => {
    const before = await readUpdate(admin, scope.organisationId, giftId)
    for (const language of Object.keys(before.texts)) {
      const words = scope.context.translator.in(languageOf(language))('sandbox:tamper.forgedText')
      await writeText(admin, scope.organisationId, before.updateId, language, words)
    }
    return { kind: 'update_text', ...about(scope, giftId), before }
  },

  deleted_entry: async (admin, scope, giftId) => {
    const row = await readEntry(admin, scope.organisationId, giftId)
    await admin.query('delete from log_entries where organisation_id = $1 and position = $2', [
      scope.organisationId,
      row.position,
    ])
    const before = {
      position: String(row.position),
      entry: row.entry.toString('base64'),
      leafHash: row.leaf_hash.toString('base64'),
      sequencedAt: row.sequenced_at.toISOString(),
    }
    return { kind: 'deleted_entry', ...about(scope, giftId), before }
  },

  rebuilt_log: async (admin, scope, giftId) => {
    const before = await readAmounts(admin, scope.organisationId, giftId)
    const { entry } = await readEntry(admin, scope.organisationId, giftId)
    const after = inflated(before)
    const line = readLine(entry.toString('utf8'))
    if (line?.kind !== 'gift.received') throw nothingToTamper()
    await writeAmounts(admin, scope.organisationId, giftId, after)
    await writeEntry(admin, scope.organisationId, giftId, leafBytes({ ...line, amountMinor: after.amountMinor }))
    await rebuildLog(admin, scope.organisationId)
    return { kind: 'rebuilt_log', ...about(scope, giftId), before: { ...before, entry: entry.toString('base64') } }
  },
}

async function undo(admin: Administrator, done: Tampering): Promise<void> {
  const { organisationId, giftId } = done
  switch (done.kind) {
    case 'gift_amount':
      return writeAmounts(admin, organisationId, giftId, done.before)
    case 'update_text':
      for (const [language, words] of Object.entries(done.before.texts)) {
        await writeText(admin, organisationId, done.before.updateId, language, words)
      }
      return
    case 'deleted_entry': {
      const { position, entry, leafHash, sequencedAt } = done.before
      await admin.query(
        `insert into log_entries (organisation_id, position, entry, leaf_hash, subject_kind, subject_id, sequenced_at)
         values ($1, $2, $3, $4, 'gift', $5, $6) on conflict do nothing`,
        [organisationId, position, Buffer.from(entry, 'base64'), Buffer.from(leafHash, 'base64'), giftId, sequencedAt],
      )
      return
    }
    case 'rebuilt_log':
      await writeAmounts(admin, organisationId, giftId, done.before)
      await writeEntry(admin, organisationId, giftId, Buffer.from(done.before.entry, 'base64'))
      return rebuildLog(admin, organisationId)
  }
}

async function requireDemo(scope: Scope): Promise<void> {
  const row = await scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('organisations')
      .where('organisation_id', '=', organisationId)
      .select('is_demo')
      .executeTakeFirstOrThrow(),
  )
  if (!row.is_demo) throw new Failure('sandbox.no-demo', {}, { kind: 'missing' })
}

const entryRow = z.object({
  position: z.bigint(),
  entry: z.instanceof(Buffer),
  leaf_hash: z.instanceof(Buffer),
  sequenced_at: z.date(),
})

async function readEntry(admin: Administrator, organisationId: string, giftId: string) {
  const { rows } = await admin.query(
    `select position, entry, leaf_hash, sequenced_at from log_entries
     where organisation_id = $1 and subject_kind = 'gift' and subject_id = $2`,
    [organisationId, giftId],
  )
  if (rows[0] === undefined) throw nothingToTamper()
  return entryRow.parse(rows[0])
}

async function writeEntry(
  admin: Administrator,
  organisationId: string,
  giftId: string,
  entry: Uint8Array,
): Promise<void> {
  await admin.query(
    `update log_entries set entry = $3 where organisation_id = $1 and subject_kind = 'gift' and subject_id = $2`,
    [organisationId, giftId, entry],
  )
}

const textRows = z.array(z.object({ update_id: z.uuid(), language: z.string(), sentence: z.string() }))

/** The approved words of the newest update on a case this gift helped. */
async function readUpdate(admin: Administrator, organisationId: string, giftId: string) {
  const { rows } = await admin.query(
    `select update_id, language, sentence from update_sentences
     where organisation_id = $1 and update_id = (
       select u.update_id from updates u
       where u.organisation_id = $1 and u.state = 'approved'
         and exists (select from allocations a
           where a.organisation_id = $1 and a.gift_id = $2 and a.case_id = u.case_id)
       order by u.approved_at desc, u.update_id desc limit 1)`,
    [organisationId, giftId],
  )
  const found = textRows.parse(rows)
  if (found[0] === undefined) throw nothingToTamper()
  return {
    updateId: found[0].update_id,
    texts: Object.fromEntries(found.map(({ language, sentence }) => [language, sentence])),
  }
}

async function writeText(
  admin: Administrator,
  organisationId: string,
  updateId: string,
  language: string,
  words: string,
): Promise<void> {
  await admin.query(
    'update update_sentences set sentence = $4 where organisation_id = $1 and update_id = $2 and language = $3',
    [organisationId, updateId, language, words],
  )
}

async function originOf(admin: Administrator, organisationId: string): Promise<string> {
  const { rows } = await admin.query('select origin from log_heads where organisation_id = $1', [organisationId])
  return z.array(z.object({ origin: z.string() })).parse(rows)[0]?.origin ?? ''
}

function about({ context, organisationId }: Scope, giftId: string) {
  return { organisationId, giftId, at: context.clock.now().toISOString() }
}

function languageOf(tag: string): Language {
  return isLanguage(tag) ? tag : 'en'
}

function nothingToTamper(): Failure {
  return new Failure('sandbox.nothing-to-tamper', {}, { kind: 'conflict' })
}
