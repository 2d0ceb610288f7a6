import { expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { cosign, witnessOf } from './cosign.ts'
import { cosignaturesOf, cosignedMessage, openTrusted } from './cosignature.ts'
import { signerOf, signNote } from './note-sign.ts'

const log = signerOf('charity.example/log', new Uint8Array(32).fill(1))
const text = writeCheckpoint({ origin: log.name, size: 3, root: new Uint8Array(32).fill(9) })
const note = signNote(text, log)
const [north, south] = ['north.example', 'south.example'].map((name, place) =>
  witnessOf(name, new Uint8Array(32).fill(place + 2)),
)
const witnesses = [north, south].flatMap((witness) => witness ?? [])
const byNorth = (atSeconds: number) =>
  witnesses
    .slice(0, 1)
    .map((witness) => cosign(text, witness, atSeconds))
    .join('')

test('one witness that cosigned twice is one witness', async () => {
  const twice = `${note}${byNorth(100)}${byNorth(200)}`
  expect(await cosignaturesOf(twice, witnesses)).toHaveLength(2)
  expect((await openTrusted(twice, { key: log, witnesses, quorum: 1 }))?.size).toBe(3)
  expect(await openTrusted(twice, { key: log, witnesses, quorum: 2 })).toBeUndefined()
  const both = `${twice}${witnesses.slice(1).map((witness) => cosign(text, witness, 150))}`
  expect((await openTrusted(both, { key: log, witnesses, quorum: 2 }))?.size).toBe(3)
})

test('a line of another key counts for nothing and spoils nothing, under the same name or with the same id', async () => {
  const namesake = witnessOf('north.example', new Uint8Array(32).fill(7))
  const sameId = { ...namesake, name: 'stranger.example', keyId: north?.keyId ?? namesake.keyId }
  const strange = [namesake, sameId].map((witness) => cosign(text, witness, 100)).join('')
  expect(await cosignaturesOf(`${note}${strange}`, witnesses)).toEqual([])
  expect(await openTrusted(`${note}${strange}`, { key: log, witnesses, quorum: 1 })).toBeUndefined()
  expect((await openTrusted(`${note}${strange}${byNorth(100)}`, { key: log, witnesses, quorum: 1 }))?.size).toBe(3)
})

test('a line of the witness’s own that does not hold condemns the note: another time, another text, a byte too many', async () => {
  const other = writeCheckpoint({ origin: log.name, size: 4, root: new Uint8Array(32).fill(9) })
  const [, , encoded = ''] = byNorth(100).trim().split(' ')
  const bytes = Buffer.from(encoded, 'base64')
  const later = Buffer.from(bytes.map((byte, place) => (place === 11 ? byte ^ 1 : byte)))
  const own = (changed: Buffer) => `— north.example ${changed.toString('base64')}\n`
  expect(await cosignaturesOf(`${note}${own(bytes)}`, witnesses)).toHaveLength(1)
  for (const changed of [later, Buffer.concat([bytes, Buffer.of(0)]), bytes.subarray(0, 40), bytes.subarray(0, 9)]) {
    expect(await cosignaturesOf(`${note}${own(changed)}`, witnesses), changed.toString('hex')).toBeUndefined()
  }
  expect(await cosignaturesOf(`${signNote(other, log)}${byNorth(100)}`, witnesses)).toBeUndefined()
})

test('a witness signs its time and the whole text, as c2sp.org/tlog-cosignature writes them', () => {
  const example = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  expect(cosignedMessage(example, 1_679_315_147)).toEqual(utf8(`cosignature/v1\ntime 1679315147\n${example}`))
})

test('what a log’s key signed under another name is no state of this log, whoever cosigned it', async () => {
  const elsewhere = writeCheckpoint({ origin: 'other.example/log', size: 3, root: new Uint8Array(32).fill(9) })
  const lines = witnesses.map((witness) => cosign(elsewhere, witness, 100)).join('')
  expect(await openTrusted(`${signNote(elsewhere, log)}${lines}`, { key: log, witnesses, quorum: 2 })).toBeUndefined()
})
