import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { fromUtf8 } from './bytes.ts'
import { edited, fragmentOf, hide, honestLog, logSigner, pageOf, salts, shown } from './claim.fixture.ts'
import type { Claim } from './claim.ts'
import { readLine } from './entry.ts'
import { leafBytes } from './entry-write.ts'
import { writeFragment } from './link.ts'
import { writeKey } from './note.ts'
import { signerOf, signNote } from './note-sign.ts'
import { bundledSha256 } from './sha256.ts'
import type { Verdict } from './verdict.ts'
import { verify } from './verify.ts'

const log = await honestLog()
const page = await pageOf(log)
const link = await fragmentOf(log)

test('an honest page holds in every step, and gives the device a checkpoint to keep', async () => {
  const verdict = await verify(page, link)
  expect(verdict.steps.map(({ step, ok }) => `${step} ${ok}`)).toEqual([
    ...shown.flatMap(() => ['entry true', 'inclusion true']),
    'signature true',
    'consistency true',
  ])
  expect(verdict.ok).toBe(true)
  const later = await pageOf([...log, leafBytes(await hide(shown[2]?.entry ?? missing()))])
  expect(verdict.remember).toMatch(/^11\./)
  const unprovable = { ...later, consistency: [] }
  expect(failures(await verify(unprovable, `#${link.slice(0, 46)}.${verdict.remember}`))).toEqual([
    'consistency log history-rewritten',
  ])
})

test('a page that crossed the wire as JSON holds as well, with the bundled SHA-256 too', async () => {
  expect((await verify(JSON.parse(JSON.stringify(page)), `#${link}`)).ok).toBe(true)
  expect((await verify(page, link, bundledSha256)).ok).toBe(true)
})

test('it holds on an old phone without native Ed25519, and on a page without Web Crypto', async () => {
  const importKey = vi.spyOn(globalThis.crypto.subtle, 'importKey').mockRejectedValue(new Error('unknown algorithm'))
  expect((await verify(page, link)).ok).toBe(true)
  const forged = { ...page, checkpoint: page.checkpoint.replace('\n11\n', '\n12\n') }
  expect(failures(await verify(forged, link))).toContain('signature log signature-wrong')
  expect(importKey).toHaveBeenCalled()
  importKey.mockRestore()
  vi.stubGlobal('crypto', undefined)
  expect((await verify(page, link)).ok).toBe(true)
  vi.unstubAllGlobals()
})

test('tampering 1: the amount of a gift was changed in the database', async () => {
  const richer = shownWith(0, { amountMinor: '150000' })
  expect(failures(await verify(await pageOf(log, richer), link))).toEqual(['entry 0 amount-differs'])
  const leafToo = edited(log, 2, '"120000"', '"150000"')
  const patched = {
    ...page,
    entries: (await pageOf(leafToo, richer)).entries.map((entry, place) => ({
      ...entry,
      proof: page.entries[place]?.proof,
    })),
  }
  expect(failures(await verify(patched, link))).toEqual(['inclusion 0 not-included'])
})

test('tampering 2: the text of an update was changed in the database', async () => {
  const rosier = shownWith(4, { text: { 'zh-Hant': '小晴已完全康復！' } })
  expect(failures(await verify(await pageOf(log, rosier), link))).toEqual(['entry 4 text-differs'])
})

test('tampering 3: an entry was deleted', async () => {
  const rowGone = {
    ...page,
    entries: page.entries.map((entry, place) => (place === 1 ? { ...entry, published: null } : entry)),
  }
  expect(failures(await verify(rowGone, link))).toEqual(['entry 1 entry-missing', 'inclusion 1 entry-missing'])
  const closedUp = await pageOf(log.filter((_, index) => index !== 4))
  expect(failures(await verify(closedUp, link)).slice(0, 2)).toEqual([
    'entry 1 entry-replaced',
    'entry 2 entry-replaced',
  ])
  const cutOff = failures(await verify(await pageOf(log.slice(0, 3)), link))
  expect(cutOff).toContain('inclusion 1 index-beyond-log')
  expect(cutOff).toContain('consistency log log-shrank')
})

test('tampering 4: the tree was built anew over changed entries and signed with the real key', async () => {
  const poorer = shownWith(0, { amountMinor: '20000' })
  const rebuilt = await pageOf(edited(log, 2, '"120000"', '"20000"'), poorer)
  const verdict = await verify(rebuilt, link)
  expect(failures(verdict)).toEqual(['consistency log history-rewritten'])
  // What a device kept of a forgery would hide the forgery from the next check.
  expect(verdict.remember).toBeUndefined()
})

test('a log signed anew with another key is told apart from a broken signature', async () => {
  const stranger = signerOf(logSigner.name, new Uint8Array(32).fill(1))
  const text = page.checkpoint.slice(0, page.checkpoint.indexOf('\n\n') + 1)
  const resigned = { ...page, key: writeKey(stranger), checkpoint: signNote(text, stranger) }
  expect(failures(await verify(resigned, link))).toEqual(['signature log key-changed'])
  const unsigned = { ...page, checkpoint: resigned.checkpoint }
  expect(failures(await verify(unsigned, link))).toEqual(['signature log signature-wrong'])
  const elsewhere = signNote(text.replace('trust', 'trusted'), logSigner)
  expect(failures(await verify({ ...page, checkpoint: elsewhere }, link))).toEqual(['signature log origin-differs'])
})

test.each([
  [0, { currency: 'USD' }, 'currency-differs'],
  [0, { fund: 'heart-surgery' }, 'fund-differs'],
  [0, { day: '2026-03-03' }, 'day-differs'],
  [0, { person: '王小姐' }, 'person-differs'],
  [1, { amountMinor: '80001' }, 'amount-differs'],
  [2, { amountMinor: '4999' }, 'amount-differs'],
  [3, { amountMinor: '1' }, 'amount-differs'],
  [3, { case: '小雨' }, 'case-unrelated'],
  [4, { case: '小雨' }, 'case-unrelated'],
  [4, { stage: 'recovered' }, 'stage-differs'],
  [4, { text: { it: 'Guarita!' } }, 'text-differs'],
  [4, { update: 'AwMDAwMDAwMDAwMDAwMDAw' }, 'entry-replaced'],
  [2, { gift: 'AwMDAwMDAwMDAwMDAwMDAw' }, 'gift-unrelated'],
])('entry %i shown with %j is caught', async (position, change, reason) => {
  const verdict = await verify(await pageOf(log, shownWith(position, change)), link)
  expect(failures(verdict)).toEqual([`entry ${position} ${reason}`])
})

test('a stranger’s refund alone, true and in the log, is not taken for the refund of this gift', async () => {
  const stranger = readLine(fromUtf8(log[0] ?? new Uint8Array()) ?? '') ?? missing()
  expect(stranger.kind).toBe('gift.refunded')
  const alone = await pageOf(log, [{ index: 0, entry: stranger }])
  expect(failures(await verify(alone, link))).toEqual(['entry 0 gift-unrelated'])
  const first = await pageOf(log, [{ index: 0, entry: stranger }, ...shown])
  expect(failures(await verify(first, link))).toEqual(['entry 0 gift-unrelated'])
})

test('another pseudonym throughout the page is caught in each place', async () => {
  const renamed = shown.map((one) => ({
    ...one,
    entry: 'case' in one.entry ? { ...one.entry, case: '小雨' } : one.entry,
  }))
  const expected = [1, 3, 4].map((position) => `entry ${position} case-differs`)
  expect(failures(await verify(await pageOf(log, renamed), link))).toEqual(expected)
})

test('a proof of no hashes, or with one that cannot be read among the right ones, shows nothing', async () => {
  const [first, ...rest] = page.entries
  const proofOf = (proof: readonly unknown[]) => ({ ...page, entries: [{ ...first, proof }, ...rest] })
  expect(failures(await verify(proofOf([]), link))).toEqual(['inclusion 0 not-included'])
  for (const junk of ['', 'AAAA', 7]) {
    expect(failures(await verify(proofOf([...(first?.proof ?? []), junk]), link))).toContain('inclusion 0 malformed')
    const consistency = [junk, ...page.consistency]
    expect(failures(await verify({ ...page, consistency }, link))).toEqual(['consistency log malformed'])
  }
})

test('one entry shown twice does not count twice', async () => {
  const doubled = await pageOf(log, [...shown, ...shown.slice(1, 2)])
  expect(failures(await verify(doubled, link))).toEqual(['entry 1 entry-repeated', 'entry 5 entry-repeated'])
})

test('a page that shows nothing proves nothing', async () => {
  expect(failures(await verify({ ...page, entries: [] }, link))).toEqual(['entry log nothing-shown'])
})

test('without the earlier checkpoint, or without the link, the check does not pass', async () => {
  const forgetful = writeFragment({ salt: salts.gift, remembered: undefined })
  expect(failures(await verify(page, forgetful))).toEqual(['consistency log checkpoint-not-remembered'])
  expect(failures(await verify(page, ''))).toContain('entry 0 link-incomplete')
  const stranger = link.replace(/^v1\.[\w-]{43}/, writeFragment({ salt: salts.case, remembered: undefined }))
  expect(failures(await verify(page, stranger))).toContain('entry 0 person-differs')
})

test('an update whose salts are not with it cannot be checked', async () => {
  const entries = page.entries.map(({ sealed, ...entry }) => entry)
  const verdict = await verify({ ...page, entries }, link)
  expect(failures(verdict)).toEqual(['entry 3 salt-missing', 'entry 4 salt-missing'])
})

test('no change to any character of the claim or the link passes', async () => {
  const json = JSON.stringify(page)
  const passed: string[] = []
  for (let place = 0; place < json.length; place += 7) {
    const changed = json.slice(0, place) + (json[place] === 'A' ? 'B' : 'A') + json.slice(place + 1)
    if ((await verify(parsed(changed), link, bundledSha256)).ok) passed.push(changed.slice(place - 20, place + 20))
  }
  for (let place = 0; place < link.length; place += 1) {
    const changed = link.slice(0, place) + (link[place] === 'A' ? 'B' : 'A') + link.slice(place + 1)
    if ((await verify(page, changed, bundledSha256)).ok) passed.push(changed)
  }
  expect(passed).toEqual([])
})

test('it never throws and never passes, whatever it is given', async () => {
  const field = fc.constantFrom<keyof Claim>('key', 'checkpoint', 'consistency', 'entries')
  const nested = fc.tuple(field, fc.anything()).map(([name, value]) => ({ ...page, [name]: value }))
  const inEntry = fc
    .tuple(fc.constantFrom('index', 'proof', 'published', 'shown', 'sealed', 'otherLanguages'), fc.anything())
    .map(([name, value]) => ({ ...page, entries: [{ ...page.entries[4], [name]: value }] }))
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.anything(), nested, inEntry),
      fc.oneof(fc.string(), fc.constant(link)),
      async (claim, fragment) => {
        const verdict = await verify(claim, fragment)
        expect(verdict.ok).toBe(false)
        expect(failures(verdict)).not.toHaveLength(0)
      },
    ),
    { numRuns: 300 },
  )
})

test('a device whose cryptography fails says so', async () => {
  const verdict = await verify(page, link, () => Promise.reject(new Error('out of memory')))
  expect(failures(verdict)).toEqual(['entry log check-interrupted'])
})

function shownWith(position: number, change: object): typeof shown {
  return shown.map((one, place) => (place === position ? { ...one, entry: Object.assign({}, one.entry, change) } : one))
}

function failures(verdict: Verdict): string[] {
  return verdict.steps.flatMap((step) => {
    if (step.ok) return []
    return [`${step.step} ${step.subject.of === 'entry' ? step.subject.position : 'log'} ${step.reason}`]
  })
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function missing(): never {
  throw new Error('the fixture shows too little')
}
