import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ChannelKind } from './adapter.ts'
import { type AnyResponse, openChannel } from './exported.ts'
import type { Outcome } from './outcome.ts'

const page = (kind: string) => readFileSync(new URL(`../../docs/channels/${kind}.md`, import.meta.url), 'utf8')

interface Row {
  readonly left: string
  readonly right: string
}

function rowsOf(kind: string): Row[] {
  const [section = ''] = (page(kind).split('\n## How answers are read\n')[1] ?? '').split('\n## ')
  return [...section.matchAll(/^\| (.+) \| (.+) \|$/gm)].slice(1).map(([, left = '', right = '']) => ({ left, right }))
}

/** How the pages say each outcome; the first that fits counts. */
const meanings: readonly (readonly [RegExp, Outcome['kind']])[] = [
  [/^accepted/, 'accepted'],
  [/window (is )?closed|window is closed/, 'window_closed'],
  [/stop writing/, 'blocked'],
  [/pause the account|another token/, 'auth'],
  [/^stop|^the day’s limit|^the day's limit/, 'quota'],
  [/failed/, 'rejected'],
  [/slow down|back off|^wait/, 'rate_limited'],
  [/again later|again with the same key/, 'retryable'],
  [/unknown$/, 'unknown'],
]

/** Rows about an answer to something else than a plain message: uploads, menus, replies. Their adapters' own tests show them. */
const aside = /same words|its link|upload|fetched later/

function meaningOf({ right }: Row): Outcome['kind'] | undefined {
  return aside.test(right) ? undefined : meanings.find(([words]) => words.test(right))?.[1]
}

/** One thing a provider can answer: a number of its own with what may stand behind it, or a word. */
interface Told {
  readonly code: string
  readonly words: string
}

/** What stands in a row's first cell: numbers, from–to, `10/2018278`, and where codes are words, those. */
function toldIn({ left }: Row, kind: string): Told[] {
  const words = [...left.matchAll(/`([^`]+)`/g)].map(([, quoted = '']) => quoted)
  if (kind === 'slack') return words.filter((word) => /^[a-z_]+$/.test(word)).map((code) => ({ code, words: '' }))
  const plain = left.replace(/`[^`]*`/g, '').replaceAll('−', '-')
  return [...plain.matchAll(/(-?\d[\d./]*)(?:–(\d+))?(?!\w)/g)].flatMap(([, from = '', to]) => {
    // Of most providers 200 is how everything is answered, a refusal too.
    if (to === undefined) return from === '200' && kind !== 'line' ? [] : [{ code: from, words: words[0] ?? '' }]
    const count = Number(to) - Number(from) + 1
    return Array.from({ length: count }, (_, index) => ({ code: String(Number(from) + index), words: '' }))
  })
}

const http = (status: number, body: object | string = ''): AnyResponse => ({
  kind: 'answered',
  status,
  headers: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

function meta({ code }: Told): AnyResponse {
  const [number, subcode] = code.split('/').map(Number)
  if (code === '429') return http(429)
  if (code === '200') return http(400, { error: { code: 200, message: 'Permissions error' } })
  return http(400, { error: { code: number, error_subcode: subcode, message: 'their words' } })
}

function smtp({ code }: Told): AnyResponse {
  const status = code.startsWith('4') ? 503 : code.startsWith('53') ? 401 : 422
  return http(status, code.includes('.') ? `550 ${code} their words` : `${code} their words`)
}

/** How each provider says a code. */
const answers: Partial<Record<ChannelKind, (told: Told) => AnyResponse>> = {
  line: ({ code, words }) => http(Number(code), { message: words || 'their words' }),
  telegram: ({ code, words }) => http(Number(code), { ok: false, error_code: Number(code), description: words }),
  viber: ({ code }) => http(200, { status: Number(code), status_message: 'their words' }),
  wechat: ({ code }) => http(200, { errcode: Number(code), errmsg: 'their words' }),
  slack: ({ code }) => http(200, { ok: false, error: code }),
  whatsapp: meta,
  messenger: meta,
  email: smtp,
}

/** Every number a provider might answer with, near those it is known to. */
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index))
const possible: Partial<Record<ChannelKind, readonly string[]>> = {
  line: range(400, 500),
  telegram: range(400, 500),
  viber: range(0, 100),
  wechat: [...range(-10, 100), ...range(40_000, 50_100)],
  whatsapp: [...range(0, 2000), ...range(80_000, 80_100), ...range(130_000, 134_000)],
}

/** Codes of Meta's are one list for its networks, told on two pages. */
const pagesOf = (kind: ChannelKind) => (kind === 'whatsapp' ? ['whatsapp', 'messenger'] : [kind])

const settingsOf = (kind: string): unknown =>
  JSON.parse(/```json\n([\s\S]*?)```/.exec(page(kind).split('## In programs of your own')[1] ?? '')?.[1] ?? 'null')

const kinds = ['line', 'telegram', 'viber', 'wechat', 'slack', 'whatsapp', 'messenger', 'email'] as const

describe.each(kinds)('the answers on the page of %s', (kind) => {
  const channel = openChannel(kind, settingsOf(kind))
  const to = kind === 'email' ? 'mei@donor.example' : 'U1'
  const accessToken = { token: 'T', expiresAt: Number.POSITIVE_INFINITY }
  const [request] = channel.compose('Thank you.', to, { accessToken })
  const outcome = (response: AnyResponse) => channel.interpret(response, request).kind
  const answer = answers[kind] ?? (() => http(500))
  const listed = rowsOf(kind).flatMap((row) => {
    const kindOfOutcome = meaningOf(row)
    return kindOfOutcome === undefined ? [] : toldIn(row, kind).map((told) => ({ ...told, meaning: kindOfOutcome }))
  })

  it('are read as it says', () => {
    expect(listed.length).toBeGreaterThan(3)
    for (const { meaning, ...told } of listed)
      expect({ ...told, meaning: outcome(answer(told)) }).toEqual({ ...told, meaning })
  })

  it('are read as it says where the server breaks or says nothing', () => {
    const row = rowsOf(kind).find(({ left, right }) => /5xx|silence after/.test(left) && !aside.test(right))
    const meaning = row === undefined ? 'no such row' : meaningOf(row)
    expect(outcome({ kind: 'unanswered', reason: 'timeout' })).toBe(meaning)
    for (const status of [500, 502, 503, 504]) expect(outcome(http(status, '<html>'))).toBe(meaning)
  })

  it('are all there: whatever else is told is a refusal', () => {
    const known = new Set(
      pagesOf(kind).flatMap((name) => rowsOf(name).flatMap((row) => toldIn(row, name).map(({ code }) => code))),
    )
    const others = (possible[kind] ?? []).filter((code) => !known.has(code))
    const read = others.filter((code) => outcome(answer({ code, words: 'their words' })) !== 'rejected')
    expect(read).toEqual([])
  })
})
