import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newId } from '../platform/ids.ts'
import type { Scope } from '../platform/scope.ts'
import { writeCheckpoint } from '../proofs/checkpoint.ts'
import { cosignaturesOf, openTrusted, readWitnessKey, writeWitnessKey } from '../proofs/cosignature.ts'
import { append, emptyFrontier, rootOf } from '../proofs/frontier.ts'
import { readKey, writeKey } from '../proofs/note.ts'
import { signerOf, signNote } from '../proofs/note-sign.ts'
import { assemble, planConsistency, readerOf } from '../proofs/prove.ts'
import { savedProofOf } from '../proofs/published.ts'
import { openSavedProof } from '../proofs/saved-proof.ts'
import { leafHash } from '../proofs/tree.ts'
import { writeWitnessRequest } from '../proofs/witness-request.ts'
import { askWitnesses } from './ask-witnesses.ts'
import { logFolder } from './publish.ts'
import { inFolder } from './published-files.ts'
import { latestCheckpoint } from './read.ts'
import { newPublicReference, recordEntries } from './record.ts'
import { sequence } from './sequence.ts'
import { witnessSigner } from './witness-key.ts'
import { witnessRoutes } from './witness-routes.ts'
import { watchLog } from './witnessed.ts'
import { addWitness, listWitnesses, removeWitness } from './witnesses.ts'

let house: TestHouse
const neighbours: Scope[] = []
/** What answers instead of a witness, by the start of its address. */
const broken = new Map<string, (...asked: Parameters<typeof fetch>) => Promise<Response>>()

beforeAll(async () => {
  house = await openTestHouse({ fetch: post })
  for (const slug of ['north', 'south']) neighbours.push(await house.neighbour(slug))
})
afterAll(() => house.close())

function post(...[input, options]: Parameters<typeof fetch>): Promise<Response> {
  const url = String(input)
  const odd = [...broken].find(([start]) => url.startsWith(start))
  if (odd) return odd[1](input, options)
  const router = new Hono().use(async (request, next) => {
    Reflect.apply(request.set, request, ['context', house.context])
    await next()
  })
  return Promise.resolve(router.route('/', witnessRoutes).request(url, options))
}

const [north, south] = ['north', 'south'].map((slug) => `http://127.0.0.1:3000/log/${slug}/witness`)
const signer = signerOf('other.example/log', new Uint8Array(32).fill(5))

/** A log of another house, whose branches part after the second entry, or after a later one. */
function other(branch: number, size: number, { trunk, after } = { trunk: 0, after: 2 }) {
  const at = (place: number) => (place < 2 ? 0 : place < after ? trunk : branch)
  const leaves = Array.from({ length: size }, (_, place) => leafHash(Uint8Array.of(place, at(place))))
  const root = rootOf(append(emptyFrontier, leaves))
  return { leaves, size, root, note: signNote(writeCheckpoint({ origin: signer.name, size, root }), signer) }
}

async function submit(to: string | undefined, from: number, tree: ReturnType<typeof other>, note = tree.note) {
  const proof = from === 0 ? [] : assemble(planConsistency(from, tree.size), readerOf(tree.leaves))
  const body = writeWitnessRequest({ oldSize: from, proof, checkpoint: note })
  const response = await post(`${to}/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

async function keyOf(scope: Scope | undefined) {
  const made = scope && (await scope.transaction(witnessSigner))
  const key = made && (await readWitnessKey(writeWitnessKey(made)))
  if (!key) throw new Error('no key')
  return key
}

test('a witness answers as the protocol says: unknown log, unknown key, first sight, what it has seen, no continuation', async () => {
  expect((await submit(north, 0, other(1, 1))).status).toBe(404)
  for (const scope of neighbours) await watchLog(scope, writeKey(signer))
  const stranger = signerOf(signer.name, new Uint8Array(32).fill(6))
  const one = other(1, 1)
  const forged = signNote(writeCheckpoint({ origin: signer.name, size: 1, root: one.root }), stranger)
  expect((await submit(north, 0, one, forged)).status).toBe(403)
  const empty = { ...other(1, 0), root: new Uint8Array(32).fill(1) }
  const wrong = signNote(writeCheckpoint({ origin: signer.name, size: 0, root: empty.root }), signer)
  expect((await submit(north, 0, empty, wrong)).status).toBe(422)
  const needless = writeWitnessRequest({ oldSize: 0, proof: [one.root], checkpoint: one.note })
  expect((await post(`${north}/add-checkpoint`, { method: 'POST', body: needless })).status).toBe(422)
  const first = await submit(north, 0, one)
  expect(first.status).toBe(200)
  const seconds = Math.floor(house.clock.now().getTime() / 1000)
  const key = await keyOf(neighbours[0])
  expect(await cosignaturesOf(`${one.note}${first.text}`, [key])).toEqual([{ witness: key.name, atSeconds: seconds }])
  expect(await submit(north, 0, other(1, 2))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '1\n' })
  expect((await submit(north, 1, other(1, 2))).status).toBe(200)
  expect((await submit(north, 2, other(1, 2))).status).toBe(200)
  const bare = writeWitnessRequest({ oldSize: 2, proof: [], checkpoint: other(1, 4).note })
  expect((await post(`${north}/add-checkpoint`, { method: 'POST', body: bare })).status).toBe(422)
  expect((await submit(north, 2, { ...other(1, 2), ...{ note: other(1, 1).note } })).status).toBe(400)
  const unlike = [
    '',
    'old 2\n',
    `${bare}\n`,
    ...['old 02', 'Old 2', '2', 'old 2\n'].map((first) => bare.replace('old 2', first)),
  ]
  const endless = bare.replace(
    'old 2',
    ['old 2', ...Array.from({ length: 64 }, () => 'A'.repeat(43).concat('='))].join('\n'),
  )
  for (const body of [...unlike, endless]) {
    expect((await post(`${north}/add-checkpoint`, { method: 'POST', body })).status, body).toBe(400)
  }
})

test('nobody makes a witness hold a bad proof against a good log', async () => {
  const kept = 'select size, refused_note, refused_at from witnessed_logs order by size'
  const { owner } = house.context.databases
  const before = (await owner.query(kept)).rows
  expect(before).toMatchObject([{ refused_note: null }, { refused_note: null }])
  const honest = other(1, 7)
  const body = writeWitnessRequest({ oldSize: 2, proof: [honest.root], checkpoint: honest.note })
  expect((await post(`${north}/add-checkpoint`, { method: 'POST', body })).status).toBe(422)
  expect((await owner.query(kept)).rows).toEqual(before)
})

test('a checkpoint with extension lines is cosigned whole', async () => {
  const tree = other(1, 3)
  const note = signNote(`${writeCheckpoint({ origin: signer.name, ...tree })}extension 1\n`, signer)
  const answer = await submit(south, 0, tree, note)
  expect(answer.status).toBe(200)
  expect(await cosignaturesOf(`${note}${answer.text}`, [await keyOf(neighbours[1])])).toHaveLength(1)
  expect(await cosignaturesOf(`${tree.note}${answer.text}`, [await keyOf(neighbours[1])])).toBeUndefined()
})

test('L9 f: of a fork given to two witnesses each refuses the branch of the other, keeping it as evidence', async () => {
  expect((await submit(north, 2, other(2, 3))).status).toBe(200)
  expect((await submit(north, 3, other(1, 3))).status).toBe(409)
  expect((await submit(north, 3, other(1, 4))).status).toBe(422)
  expect((await submit(south, 3, other(2, 3))).status).toBe(409)
  const { owner } = house.context.databases
  const { rows } = await owner.query<{ refused_note: string }>('select refused_note from witnessed_logs order by size')
  expect(rows.map((row) => row.refused_note).toSorted()).toEqual([other(1, 3).note, other(2, 3).note].toSorted())
})

test('of forks that arrive together, each continuing what was seen, one is cosigned and the others are not', async () => {
  const strangers = await Promise.all([1, 2].map((branch) => submit(south, 3, other(branch + 10, 9))))
  expect(strangers.map(({ status }) => status)).toEqual([422, 422])
  const forks = [7, 8, 9].map((branch) => other(branch, 5, { trunk: 1, after: 3 }))
  const answers = await Promise.all(forks.map((fork) => submit(south, 3, fork)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
  const [cosigned] = forks.filter((_, at) => answers[at]?.status === 200)
  const refused = forks.filter((_, at) => answers[at]?.status === 409)
  const { rows } = await house.context.databases.owner.query(
    'select note, refused_note from witnessed_logs where size = 5',
  )
  expect(rows[0].note.startsWith(cosigned?.note)).toBe(true)
  expect(refused.map(({ note }) => note)).toContain(rows[0].refused_note)
  for (const fork of refused)
    expect((await submit(south, 5, other(0, 5, { trunk: 1, after: 5 }), fork.note)).status).toBe(409)
})

test('whoever compares reads at the witness what it has cosigned', async () => {
  const hash = createHash('sha256').update(signer.name).digest('hex')
  const seen = await (await post(`${south}/seen/${hash}/checkpoint`)).text()
  const trust = { key: signer, witnesses: [await keyOf(neighbours[1])], quorum: 1 }
  expect((await openTrusted(seen, trust))?.size).toBe(5)
})

async function record(count: number): Promise<void> {
  const sum = { amountMinor: '100', currency: 'TWD', fund: 'cleft', day: '2026-03-02' }
  const entries = Array.from({ length: count }, () => ({
    subjectKind: 'refund' as const,
    subjectId: newId(house.clock.now()),
    entry: { kind: 'gift.refunded' as const, gift: newPublicReference(), ...sum },
  }))
  await house.scope.transaction((tx) => recordEntries(tx, entries))
  await sequence(house.scope)
}

async function published(name: string): Promise<string> {
  const checkpoint = await house.scope.transaction(latestCheckpoint)
  return readFile(join(logFolder(house.context, checkpoint?.origin ?? ''), name), 'utf8')
}

test('charities witness each other: the checkpoint is served with the cosignatures, verified, and so are saved proofs', async () => {
  await record(3)
  const own = await house.scope.transaction(latestCheckpoint)
  for (const [place, scope] of neighbours.entries()) {
    await watchLog(scope, own?.vkey ?? '')
    await addWitness(house.scope, { vkey: writeWitnessKey(await keyOf(scope)), url: [north, south][place] ?? '' })
  }
  await askWitnesses(house.scope)
  const witnesses = await Promise.all(neighbours.map(keyOf))
  const key = await openKey(own?.vkey)
  const trusted = await openTrusted(await published('checkpoint'), { key, witnesses, quorum: 2 })
  expect(trusted?.size).toBe(3)
  expect(await openTrusted(own?.note ?? '', { key, witnesses, quorum: 1 })).toBeUndefined()
  expect(await listWitnesses(house.scope)).toMatchObject([
    { cosignedSize: 3, problem: null },
    { cosignedSize: 3, problem: null },
  ])
  await record(400)
  const folder = logFolder(house.context, own?.origin ?? '')
  const proof = await savedProofOf(inFolder(folder), 1)
  const proven = await openSavedProof(proof ?? '', { fingerprint: own?.fingerprint ?? '', witnesses, quorum: 2 })
  expect([proven?.size, proven?.cosignatures.length]).toEqual([3, 2])
  await askWitnesses(house.scope)
  expect((await openTrusted(await published('cosigned'), { key, witnesses, quorum: 2 }))?.size).toBe(403)
})

test('a dead, slow or lying witness delays nothing and is named; what it says is not published', async () => {
  await record(1)
  const [first, second] = neighbours
  let letGo = (_: Response) => {}
  broken.set(north ?? '', () => new Promise<Response>((resolve) => (letGo = resolve)))
  const asking = askWitnesses(house.scope)
  await expect.poll(() => published('checkpoint')).toContain('/witness/south')
  await record(1)
  expect(await published('checkpoint')).toContain('\n405\n')
  const liar = await keyOf(first)
  const lie = `— ${liar.name} ${Buffer.concat([liar.keyId, Buffer.alloc(8), Buffer.alloc(64, 1)]).toString('base64')}\n`
  letGo(new Response(`${lie}`))
  await asking
  const answers: [Response | Error, string][] = [
    [new Response(lie), 'invalid'],
    [new Response(null, { status: 404 }), 'unknown-log'],
    [new Response(null, { status: 403 }), 'key-unknown'],
    [new Response(null, { status: 422 }), 'refused'],
    [new Response('500\n', { status: 409 }), 'ahead'],
    [new Response('many\n', { status: 409 }), 'invalid'],
    [new Error('dead'), 'unreachable'],
  ]
  for (const [answer, problem] of answers) {
    broken.set(north ?? '', async () => {
      if (answer instanceof Error) throw answer
      return answer
    })
    await askWitnesses(house.scope)
    expect((await listWitnesses(house.scope)).map((witness) => witness.problem)).toEqual([problem, null])
  }
  expect(await published('checkpoint')).not.toContain('/witness/north')
  broken.clear()
  await askWitnesses(house.scope)
  const trust = { key: await openKey((await house.scope.transaction(latestCheckpoint))?.vkey) }
  const witnesses = [await keyOf(first), await keyOf(second)]
  expect(await openTrusted(await published('checkpoint'), { ...trust, witnesses, quorum: 2 })).toBeDefined()
})

test('a cosignature that comes when the log has grown since takes nobody back to the smaller log', async () => {
  await record(1)
  const before = (await house.scope.transaction(latestCheckpoint))?.size ?? 0
  broken.set(north ?? '', async (...asked) => {
    broken.clear()
    await record(1)
    return post(...asked)
  })
  await askWitnesses(house.scope)
  expect(await published('checkpoint')).toContain(`\n${before + 1}\n`)
  expect(await published('checkpoint')).not.toContain('/witness/north')
  const cosigned = await published('cosigned')
  expect([cosigned.includes(`\n${before}\n`), cosigned.includes('/witness/north')]).toEqual([true, true])
  await askWitnesses(house.scope)
  expect(await published('checkpoint')).toContain('/witness/north')
})

test('a witness who is asked no longer leaves what it cosigned', async () => {
  const [witness] = await listWitnesses(house.scope)
  await removeWitness(house.scope, witness?.witnessId ?? '')
  await expect(removeWitness(house.scope, witness?.witnessId ?? '')).rejects.toMatchObject({ code: 'request.missing' })
  expect(await listWitnesses(house.scope)).toHaveLength(1)
  expect(await published('checkpoint')).toContain('/witness/north')
  await expect(addWitness(house.scope, { vkey: writeKey(signer), url: 'http://127.0.0.1' })).rejects.toMatchObject({
    code: 'log.witness-key-unreadable',
  })
})

async function openKey(vkey: string | undefined) {
  const key = await readKey(vkey ?? '')
  if (!key) throw new Error('no key')
  return key
}
