import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openCampaign } from '../../gifts/testing.ts'
import { logFolder } from '../../log/publish.ts'
import { consistencyBetween, latestCheckpoint, proofFor } from '../../log/read.ts'
import { recordEntry } from '../../log/record.ts'
import { sequence } from '../../log/sequence.ts'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { newId } from '../../platform/ids.ts'
import { openCheckpoint } from '../../proofs/checkpoint.ts'
import { commitPerson } from '../../proofs/commitment.ts'
import type { GiftReceived } from '../../proofs/entry.ts'
import { readKey } from '../../proofs/note.ts'
import { continues } from '../../proofs/proof-check.ts'
import { recall } from './memory.ts'
import { repair, tamper } from './tamper.ts'

let house: TestHouse
let giftId: string
let updateId: string

const reference = (place: number) => Buffer.alloc(16, place).toString('base64url')

beforeAll(async () => {
  house = await openTestHouse()
  const campaignId = await openCampaign(house.scope)
  giftId = await insertGift(campaignId, 1)
  updateId = await insertStory()
  await sequence(house.scope)
  // More than one tile, so that rebuilding must also make tile roots again.
  for (let place = 2; place <= 300; place += 1) await recordGift(newId(house.clock.now()), place)
  await sequence(house.scope)
})
afterAll(() => house.close())
beforeEach(async () => void (await repair(house.scope)))

const query = (words: string, values: unknown[] = []) => house.context.databases.owner.query(words, values)

async function recordGift(id: string, place: number): Promise<void> {
  const person = await commitPerson(new Uint8Array(32), '林美玲')
  const entry: GiftReceived = {
    kind: 'gift.received',
    gift: reference(place),
    amountMinor: '100000',
    currency: 'TWD',
    fund: 'cleft',
    day: '2026-03-02',
    person,
  }
  await house.scope.transaction((tx) => recordEntry(tx, { subjectKind: 'gift', subjectId: id, entry }))
}

async function insertGift(campaignId: string, place: number): Promise<string> {
  const now = house.clock.now()
  const [id, personId] = [newId(now), newId(now)]
  const organisation = house.organisationId
  await query(
    `insert into persons (organisation_id, person_id, display_name, language, created_at) values ($1, $2, '林美玲', 'zh-Hant', $3)`,
    [organisation, personId, now],
  )
  await query(
    `insert into gifts (organisation_id, gift_id, public_reference, person_id, campaign_id, fund_id, source, amount_minor,
       currency, given_on, received_at, donor_name, is_anonymous, receipt_wish, language)
     select $1, $2, $3, $4, campaign_id, fund_id, 'provider', 100000, 'TWD', '2026-03-02', $5, '林美玲', false, 'none', 'zh-Hant'
     from campaigns where organisation_id = $1 and campaign_id = $6`,
    [organisation, id, reference(place), personId, now, campaignId],
  )
  await query(
    `insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor, share_minor,
       minimum_slice_minor, received_at)
     select organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, 2000, 9800, 1, received_at
     from gifts where organisation_id = $1 and gift_id = $2`,
    [organisation, id],
  )
  await recordGift(id, place)
  return id
}

/** A case the gift helped, with an approved update in two languages. */
async function insertStory(): Promise<string> {
  const now = house.clock.now()
  const [programme, kase, need, update] = [newId(now), newId(now), newId(now), newId(now)]
  const writer = (await house.member('programme_officer')).actor
  const organisation = house.organisationId
  await query(
    `insert into programmes (organisation_id, programme_id, fund_id, currency, slug, name, picture, created_at)
     select organisation_id, $2, fund_id, 'TWD', 'cleft', '{}', 'valley', $3 from funds where organisation_id = $1 limit 1`,
    [organisation, programme, now],
  )
  await query(
    `insert into cases (organisation_id, case_id, programme_id, pseudonym, age_band, region, condition_class, stage, stage_at, picture, created_at)
     values ($1, $2, $3, '小禾', '0-1', 'hualien', 'cleft', 'treated', $4, 'kite', $4)`,
    [organisation, kase, programme, now],
  )
  await query(
    `insert into needs (organisation_id, need_id, case_id, item, amount_minor, open_minor, currency, created_at)
     values ($1, $2, $3, 'surgery', 100000, 0, 'TWD', $4)`,
    [organisation, need, kase, now],
  )
  await query(
    `insert into allocations (organisation_id, allocation_id, gift_id, need_id, case_id, amount_minor, currency, reason, at)
     values ($1, $2, $3, $4, $5, 88200, 'TWD', 'gift', $6)`,
    [organisation, newId(now), giftId, need, kase, now],
  )
  await query(
    `insert into updates (organisation_id, update_id, public_reference, case_id, stage, state, written_by, written_at, approved_by, approved_at)
     values ($1, $2, 'u', $3, 'treated', 'approved', $4, $5, 'link:x', $5)`,
    [organisation, update, kase, writer.kind === 'member' ? writer.id : '', now],
  )
  await query(
    `insert into update_sentences (organisation_id, update_id, language, sentence, is_written)
     values ($1, $2, 'zh-Hant', '手術順利。', true), ($1, $2, 'en', 'The surgery went well.', true)`,
    [organisation, update],
  )
  return update
}

/** Everything a tampering may touch, byte for byte. */
async function photograph() {
  const tables = {
    gifts: 'select * from gifts order by gift_id',
    portions: 'select * from gift_portions order by gift_id',
    texts: 'select * from update_sentences order by language',
    entries: 'select * from log_entries order by position',
    tileRoots: 'select * from log_tile_roots order by tile_level, position',
    roots: 'select size, root from checkpoints order by size',
    head: 'select size, frontier, published_size, published_note from log_heads',
  }
  const seen: Record<string, unknown> = {}
  for (const [name, words] of Object.entries(tables)) seen[name] = (await query(words)).rows
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  const folder = logFolder(house.context, checkpoint?.origin ?? '')
  return {
    ...seen,
    files: await Promise.all(
      ['checkpoint', 'tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/000'].map((path) =>
        readFile(join(folder, path), 'base64'),
      ),
    ),
  }
}

type Photograph = Record<string, unknown>

function changed(before: Photograph, after: Photograph): string[] {
  return Object.keys(before).filter((name) => JSON.stringify(before[name], text) !== JSON.stringify(after[name], text))
}

const text = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

test.each([
  ['gift_amount', ['gifts', 'portions']],
  ['update_text', ['texts']],
  ['deleted_entry', ['entries']],
  ['rebuilt_log', ['gifts', 'portions', 'entries', 'tileRoots', 'roots', 'head', 'files']],
] as const)('%s changes exactly what it says, and repair puts every byte back', async (kind, expected) => {
  const before: Photograph = await photograph()
  await tamper(house.scope, giftId, kind)
  expect(changed(before, await photograph())).toEqual(expected)
  expect((await recall(house.context, house.organisationId))?.kind).toBe(kind)
  expect(await repair(house.scope)).toBe(giftId)
  expect(changed(before, await photograph())).toEqual([])
  expect(await recall(house.context, house.organisationId)).toBeUndefined()
})

test('an inflated gift still adds up on its page', async () => {
  await tamper(house.scope, giftId, 'gift_amount')
  const { rows } = await query(
    `select g.amount_minor, p.amount_minor as portion, p.fee_minor + p.share_minor
       + (select sum(amount_minor) from allocations a where a.gift_id = g.gift_id)::bigint as parts
     from gifts g join gift_portions p using (gift_id) where gift_id = $1`,
    [giftId],
  )
  expect(rows).toEqual([{ amount_minor: 1_000_000n, portion: 1_000_000n, parts: 1_000_000n }])
})

test('the words people read are forged, each in its language', async () => {
  await tamper(house.scope, giftId, 'update_text')
  const { rows } = await query(
    'select language, sentence from update_sentences where update_id = $1 order by language',
    [updateId],
  )
  const forged = (language: 'en' | 'zh-Hant') => house.context.translator.in(language)('sandbox:tamper.forgedText')
  expect(rows).toEqual([
    { language: 'en', sentence: forged('en') },
    { language: 'zh-Hant', sentence: forged('zh-Hant') },
  ])
})

test('a rebuilt log is sound in itself and signed with the real key; only an earlier checkpoint convicts it', async () => {
  const honest = await house.scope.transaction(latestCheckpoint)
  await tamper(house.scope, giftId, 'rebuilt_log')
  const forged = await house.scope.transaction(latestCheckpoint)
  if (!honest || !forged) throw new Error('no checkpoint')
  const key = await readKey(honest.vkey)
  if (!key) throw new Error('no key')
  expect(forged.fingerprint).toBe(honest.fingerprint)
  expect((await openCheckpoint(forged.note, key))?.root).toEqual(forged.root)
  expect(await house.scope.transaction((tx) => proofFor(tx, 'gift', giftId, forged.size))).toBeDefined()
  await recordGift(newId(house.clock.now()), 301)
  await sequence(house.scope)
  const grown = await house.scope.transaction(latestCheckpoint)
  if (!grown) throw new Error('no checkpoint')
  const proof = await house.scope.transaction((tx) => consistencyBetween(tx, honest.size, grown.size))
  const against = (fromRoot: Uint8Array) =>
    continues({ from: honest.size, fromRoot, to: grown.size, toRoot: grown.root, proof })
  expect(await against(forged.root)).toBe(true)
  expect(await against(honest.root)).toBe(false)
})

test('a second tampering first puts the first back', async () => {
  await tamper(house.scope, giftId, 'gift_amount')
  await tamper(house.scope, giftId, 'deleted_entry')
  const { rows } = await query('select amount_minor from gifts where gift_id = $1', [giftId])
  expect(rows).toEqual([{ amount_minor: 100_000n }])
})

test('an organisation that is no demonstration is left alone', async () => {
  const real = await house.neighbour('real')
  await query('update organisations set is_demo = false where organisation_id = $1', [real.organisationId])
  await expect(tamper(real, giftId, 'gift_amount')).rejects.toMatchObject({ code: 'sandbox.no-demo' })
})
