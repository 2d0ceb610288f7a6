import { expect, test } from 'vitest'
import { fragmentOf, honestLog, logSigner, pageOf } from './claim.fixture.ts'
import { writeKey } from './note.ts'
import { type NoteSigner, signerOf, signNote } from './note-sign.ts'
import { joinSuccessions, writeSuccession } from './succession.ts'
import { verify } from './verify.ts'

const next = signerOf(logSigner.name, new Uint8Array(32).fill(43))
const last = signerOf(logSigner.name, new Uint8Array(32).fill(44))
const stranger = signerOf('else.example/log', new Uint8Array(32).fill(45))

function announce(from: NoteSigner, to: NoteSigner, signers = [from, to]): string {
  const text = writeSuccession({ from: writeKey(from), to: writeKey(to), size: 4, root: new Uint8Array(32) })
  return `${text}\n${signers.map((signer) => signNote(text, signer).slice(text.length + 1)).join('')}`
}

test('a page signed by a later key holds for a link of the first one, when each key announced the next', async () => {
  const log = await honestLog()
  const [page, link] = [await pageOf(log), await fragmentOf(log)]
  const text = page.checkpoint.slice(0, page.checkpoint.indexOf('\n\n') + 1)
  const under = (signer: NoteSigner, ...notes: string[]) => ({
    ...page,
    key: writeKey(signer),
    checkpoint: signNote(text, signer),
    keys: joinSuccessions(notes),
  })
  const both = [announce(logSigner, next), announce(next, last)]
  expect((await verify(under(next, ...both.slice(0, 1)), link)).ok).toBe(true)
  expect((await verify(under(last, ...both), link)).ok).toBe(true)
  const refused = [
    under(next),
    under(last, ...both.slice(0, 1)),
    under(last, ...both.toReversed()),
    under(next, announce(logSigner, next, [logSigner])),
    under(next, announce(logSigner, next, [next])),
    under(stranger, announce(logSigner, stranger)),
  ]
  for (const claim of refused) {
    const { steps } = await verify(claim, link)
    expect(steps.filter(({ step, ok }) => step === 'signature' && !ok)).toMatchObject([{ reason: 'key-changed' }])
  }
})
