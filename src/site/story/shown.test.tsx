import { describe, expect, it } from 'vitest'
import { Translator } from '../../platform/i18n/translator.ts'
import { money } from '../../platform/money.ts'
import { fragmentOf, honestLog, pageOf } from '../../proofs/claim.fixture.ts'
import type { ShownEntry } from '../../proofs/claim.ts'
import { verify } from '../../proofs/verify.ts'
import { previewFrame } from '../preview.fixture.tsx'
import { siteWords } from '../words.ts'
import { GiftStoryPage } from './gift-story-page.tsx'
import { story } from './story.fixture.ts'

// The gift, the allocation and the update stand at 0, 1 and 4 of the claim that the proofs are tested with.
const log = await honestLog()
const claim = await pageOf(log)
const translator = await Translator.load(() => undefined)
const twd = (minor: bigint) => money(minor, 'TWD')

async function displayed(): Promise<Map<string, string>> {
  const frame = previewFrame('zh-Hant', siteWords(translator.in('zh-Hant')))
  const [child] = story.children
  if (child === undefined) throw new Error('The preview tells of no child')
  const need = { item: '手術', cost: twd(4_800_000n), share: twd(80_000n), entry: 1 }
  const update = {
    at: new Date('2026-04-01T04:00:00Z'),
    text: '小晴已完成手術，恢復良好。',
    language: 'zh-Hant',
    entry: 4,
  } as const
  const told = {
    ...story,
    donorName: '林小姐',
    gift: { ...story.gift, amount: twd(120_000n), receivedOn: new Date('2026-03-01T16:30:00Z') },
    children: [{ ...child, pseudonym: '小晴', needs: [need], updates: [update] }],
    check: claim,
  }
  const page = String(await GiftStoryPage({ frame, story: told }))
  return new Map(
    [...page.matchAll(/<data(?: value="([^"]*)")? data-shown="([^"]*)">([^<]*)</g)].flatMap(([, value, places, text]) =>
      (places ?? '').split(' ').map((place) => [place, value ?? text ?? ''] as const),
    ),
  )
}

function inTheLog(place: string): unknown {
  const [position, field = '', language] = place.split('.')
  const shown: ShownEntry | undefined = claim.entries[Number(position)]?.shown
  const value: unknown = shown && new Map<string, unknown>(Object.entries(shown)).get(field)
  return language === undefined ? value : shown && 'text' in shown ? shown.text[language] : undefined
}

describe('the words that the device checks', () => {
  it('are spelt on the page as the log spells them', async () => {
    expect((await verify(claim, await fragmentOf(log))).ok).toBe(true)
    const words = await displayed()
    expect([...words.keys()].toSorted()).toEqual([
      '0.amountMinor',
      '0.day',
      '0.person',
      '1.amountMinor',
      '1.case',
      '4.case',
      '4.day',
      '4.text.zh-Hant',
    ])
    for (const [place, text] of words) expect(text, place).toBe(inTheLog(place))
  })
})
