import { expect, test, vi } from 'vitest'
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts'
import { utf8 } from './bytes.ts'
import { openCheckpoint, readCheckpoint, readForeignCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { signatureHolds } from './ed25519.ts'
import { fingerprintOf, openNote, readKey, readNote, writeKey } from './note.ts'
import { readSigner, signerOf, signNote, writeSigner } from './note-sign.ts'

const vkey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
/** Published with Go's sumdb/note for tests; it protects nothing. */
const skey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const note = `${text}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

test('L6: signs and opens the published note of the Go implementation, to the byte', async () => {
  const signer = readSigner(skey)
  expect(writeSigner(signer)).toBe(skey)
  expect(writeKey(signer)).toBe(vkey)
  expect(signNote(text, signer)).toBe(note)
  expect(await openNote(note, await keyOf(vkey))).toBe(text)
})

test('L6: opens the published example of the note format', async () => {
  const key = await keyOf('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
  const signature = 'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM='
  const example = `This is an example message.\n\n— example.com/foo ${signature}\n`
  expect(await openNote(example, key)).toBe('This is an example message.\n')
})

test('ignores signatures of other keys, even under the same name or the same id', async () => {
  const key = await keyOf(vkey)
  const stranger = signerOf('PeterNeumann', new Uint8Array(32).fill(7))
  const lookalike = { ...readSigner(skey), name: 'SomeoneElse' }
  const others = [stranger, lookalike].map((signer) => signNote(text, signer).slice(text.length + 1))
  expect(await openNote(`${note}${others.join('')}`, key)).toBe(text)
  expect(await openNote(`${text}\n${others.join('')}`, key)).toBeUndefined()
})

test('one bad signature of its own key condemns the note', async () => {
  const forged = signNote('Something else.\n', readSigner(skey)).split('\n\n')[1]
  expect(await openNote(`${note}${forged}`, await keyOf(vkey))).toBeUndefined()
})

test.each([
  ['no blank line', note.replace('\n\n', '\n')],
  ['no signature', `${text}\n`],
  ['no final newline', note.slice(0, -1)],
  ['a line that is no signature', `${note}hello\n`],
  ['a hyphen for the dash', note.replace('— ', '- ')],
  ['two blanks', note.replace('PeterNeumann ', 'PeterNeumann  ')],
  ['missing padding', note.replace('nAM=', 'nAM')],
  ['stray low bits in the base64', note.replace('nAM=', 'nAN=')],
  ['a control character', note.replace('think', 'thi\u0007nk')],
  ['a carriage return', note.replaceAll('\n', '\r\n')],
])('refuses a note with %s', (_, malformed) => {
  expect(readNote(malformed)).toBeUndefined()
})

test.each([
  ['a wrong id', vkey.replace('c74f20a3', 'c74f20a4')],
  ['an id in capitals', vkey.replace('c74f20a3', 'C74F20A3')],
  ['another name', vkey.replace('PeterNeumann', 'PeterNewmann')],
  ['another type of key', vkey.replace('+ARpc', '+Ahpc')],
  ['a shorter key', vkey.replace('10TW', '')],
  ['a blank in the name', vkey.replace('PeterNeumann', 'Peter Neumann')],
])('refuses a key with %s', async (_, malformed) => {
  expect(await readKey(malformed)).toBeUndefined()
})

test('refuses a private key whose id is not its own, and a text that cannot be a note', () => {
  expect(() => readSigner(skey.replace('c74f20a3', 'c74f20a4'))).toThrow('proofs.signing-key-malformed')
  expect(() => signerOf('two words', new Uint8Array(32))).toThrow('proofs.signing-key-malformed')
  for (const wrong of ['', '\n', 'no newline', 'a\u0000b\n']) {
    expect(() => signNote(wrong, readSigner(skey)), wrong).toThrow('proofs.note-text-malformed')
  }
})

test('a fingerprint changes with the name and with the key', async () => {
  const seeds = [1, 2].map((fill) => new Uint8Array(32).fill(fill))
  const keys = seeds.flatMap((seed) => [signerOf('a.example/log', seed), signerOf('b.example/log', seed)])
  const fingerprints = await Promise.all(keys.map((key) => fingerprintOf(key)))
  expect(new Set(fingerprints).size).toBe(4)
  for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[\w-]{22}$/)
})

test('a checkpoint is read back as written, and only as written', () => {
  const checkpoint = { origin: 'a.example/log', size: 12, root: new Uint8Array(32).fill(3) }
  const written = writeCheckpoint(checkpoint)
  expect(readCheckpoint(written)).toEqual(checkpoint)
  const malformed = [
    written.replace('12', '012'),
    written.replace('12', '+12'),
    written.replace('12', '9007199254740992'),
    written.replace('a.example/log', ''),
    written.replace('=', ''),
    written.slice(0, -1),
    `${written}more\n`,
    `${written}\n`,
  ]
  for (const text of malformed) expect(readCheckpoint(text), text).toBeUndefined()
})

test('a checkpoint counts only when the log it names is the one the key is named for', async () => {
  const signer = signerOf('a.example/log', new Uint8Array(32).fill(1))
  const checkpoint = { origin: 'b.example/log', size: 1, root: new Uint8Array(32) }
  expect(await openCheckpoint(signNote(writeCheckpoint(checkpoint), signer), signer)).toBeUndefined()
  const own = { ...checkpoint, origin: 'a.example/log' }
  expect(await openCheckpoint(signNote(writeCheckpoint(own), signer), signer)).toEqual(own)
})

test.each(['native', 'bundled'])('the %s Ed25519 takes a right signature and no wrong one', async (kind) => {
  const subtle = globalThis.crypto.subtle
  const spy = kind === 'native' ? vi.spyOn(subtle, 'verify') : vi.spyOn(subtle, 'importKey').mockRejectedValue('none')
  const { publicKey } = await keyOf(vkey)
  const signature = readNote(note)?.signatures[0]?.signature ?? new Uint8Array(0)
  expect(await signatureHolds(utf8(text), signature, publicKey)).toBe(true)
  expect(spy).toHaveBeenCalledOnce()
  expect(await signatureHolds(utf8(`${text} `), signature, publicKey)).toBe(false)
  expect(
    await signatureHolds(
      utf8(text),
      signature.map((byte) => byte ^ 1),
      publicKey,
    ),
  ).toBe(false)
  expect(await signatureHolds(utf8(text), signature, new Uint8Array(32).fill(255))).toBe(false)
  expect(await signatureHolds(utf8(text), signature.slice(1), publicKey)).toBe(false)
  spy.mockRestore()
})

async function keyOf(text: string) {
  const key = await readKey(text)
  if (key === undefined) throw new Error(`not a key: ${text}`)
  return key
}

test('the last empty line parts text and signatures: a text may have empty lines of its own', async () => {
  const signer = readSigner(skey)
  const parted = 'first\n\nsecond\n'
  expect(await openNote(signNote(parted, signer), await keyOf(vkey))).toBe(parted)
})

test('a line without a signature behind its key’s id is no line, and nobody reads a note without end', async () => {
  const bare = `${text}\n— PeterNeumann x08gow==\n`
  expect(readNote(bare)).toBeUndefined()
  expect(readNote(bare.replace('x08gow==', 'x08gowE='))).toBeDefined()
  expect(readNote(`${'a'.repeat(100_000)}\n\n— PeterNeumann x08gowE=\n`)).toBeUndefined()
})

test('of another log’s checkpoint further lines may follow, none of them empty', () => {
  const lines = (...more: string[]) =>
    readForeignCheckpoint(['o', '1', toBase64(new Uint8Array(32)), ...more, ''].join('\n'))
  expect(lines()?.size).toBe(1)
  expect(lines('anything')?.size).toBe(1)
  expect(lines('')).toBeUndefined()
  expect(lines('', 'anything')).toBeUndefined()
})

test('bytes have one spelling in either base64: no blank, no sign of the other, no padding too much', () => {
  const bytes = Uint8Array.of(251, 255, 191)
  expect([toBase64(bytes), toBase64Url(bytes)]).toEqual(['+/+/', '-_-_'])
  expect([fromBase64('+/+/'), fromBase64Url('-_-_')]).toEqual([bytes, bytes])
  for (const wrong of ['+/+/', '-_+/', '-_-_=', '-_-_ ', ' -_-_', 'AB', 'AA==']) {
    expect(fromBase64Url(wrong), wrong).toBeUndefined()
  }
  for (const wrong of ['-_-_', '+/+/=', ' +/+/', '+/\n+/', 'AA', 'AB==', 'AA=']) {
    expect(fromBase64(wrong), wrong).toBeUndefined()
  }
})
