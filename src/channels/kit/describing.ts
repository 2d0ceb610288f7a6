import { expect, it } from 'vitest'
import type { Abilities } from '../abilities.ts'
import type { ComposeContext } from '../adapter.ts'
import type { Block, Button, OutboundMessage } from '../message.ts'
import { measure } from '../text.ts'
import type { Inspection, Subject } from './subject.ts'

/** What an adapter says of itself is what it does: no less, and no more. */
export function describing<Config>(subject: Subject<Config>): void {
  tells(subject)
  shows(subject)
  fills(subject)
  closes(subject)
}

/** What the provider reports, by what it was recorded to report. */
function tells<Config>({ adapter: { abilities }, recordings, now }: Subject<Config>): void {
  const events = recordings.flatMap((recording) => recording.events)
  const isTold = (facts: object) =>
    events.some((event) => Object.entries(facts).every(([name, value]) => event[name] === value))

  it('promises the receipts that come, and those alone', () => {
    expect(isTold({ type: 'read' })).toBe(abilities.receipts.read)
    // Of approved templates WeChat tells what of other messages it does not.
    if (!abilities.templates)
      expect(isTold({ type: 'delivery', status: 'delivered' })).toBe(abilities.receipts.delivered)
    if (abilities.receipts.delivered) expect(isTold({ type: 'delivery', status: 'delivered' })).toBe(true)
  })

  it('says that it hears of blocks, and works in groups, exactly when it does', () => {
    expect(isTold({ type: 'unfollow' })).toBe(abilities.blockSignal)
    const kinds = events.flatMap(({ chat }) => (Object(chat).type === undefined ? [] : [Object(chat).type]))
    expect(kinds.some((kind) => kind === 'group' || kind === 'room')).toBe(abilities.groups)
  })

  it('hands out the right to answer for free where it has one, for no longer than it says', () => {
    if (abilities.replyToken === null) return
    const ends = events.flatMap(({ replyToken }) => (replyToken === undefined ? [] : [Object(replyToken).expiresAt]))
    const { lifetimeSeconds } = abilities.replyToken
    expect(new Set(ends)).toEqual(new Set([now.getTime() + lifetimeSeconds * 1000]))
  })
}

const files = 'https://files.example.org/'
const name = 'what it shows'
const recorded = (url: string): Block => ({ type: 'audio', url, durationMilliseconds: 5000, description: name })

/** Each in the form every channel that shows any takes; of recordings some take one, some another. */
const samples: Readonly<Record<keyof Abilities['shows'], (own: string) => Block[]>> = {
  image: () => [{ type: 'image', url: `${files}a.jpg`, description: name }],
  video: () => [{ type: 'video', url: `${files}a.mp4`, previewUrl: `${files}a.jpg`, description: name }],
  audio: () => [recorded(`${files}a.mp3`), recorded(`${files}a.m4a`)],
  document: () => [{ type: 'document', url: `${files}a.pdf`, fileName: 'a.pdf', description: name }],
  location: () => [{ type: 'location', title: name, latitude: 25.03, longitude: 121.56 }],
  sticker: (own) => [{ type: 'sticker', kind: own, pack: '446', id: '1988', words: name }],
}
const showable = ['image', 'video', 'audio', 'document', 'location', 'sticker'] as const
/** What stands in the words of whoever cannot show it. */
const spoken = { location: 'openstreetmap.org', sticker: name }

function shows<Config>(subject: Subject<Config>): void {
  const { adapter } = subject
  const say = inspecting(subject)

  it.each(showable)('shows a %s, or says it in words, as it promises', (kind) => {
    const link = kind === 'location' || kind === 'sticker' ? spoken[kind] : files
    const isSpoken = (block: Block) =>
      say({ blocks: [block], quickReplies: [] }, { hookUrl: `${files}hooks/key` })
        .flatMap(({ words }) => words)
        .some((words) => words.includes(link))
    const isShown = !samples[kind](adapter.kind).every(isSpoken)
    // The plain half of a mail says everything.
    expect(isShown).toBe(adapter.kind !== 'email' && adapter.abilities.shows[kind])
  })

  it('dials, or says the number among the facts', () => {
    const call: Button = { type: 'call', label: 'Call us', phone: '+886223456789' }
    const said = say({ blocks: [{ type: 'card', title: 'Star', fields: [], buttons: [call] }], quickReplies: [] })
    const isButton = said.some(({ buttonLabels }) => buttonLabels.includes('Call us'))
    expect(isButton).toBe(adapter.abilities.cards !== null && adapter.abilities.buttons.call)
    if (!isButton) expect(said.flatMap(({ words }) => words).join('\n')).toContain('+886223456789')
  })
}

/** The promise to the last: as many as it says fit, and the one more goes on. */
function fills<Config>(subject: Subject<Config>): void {
  const { adapter } = subject
  const { abilities } = adapter
  const say = inspecting(subject)
  const texts = (text: string) =>
    say({ blocks: [{ type: 'text', text }], quickReplies: [] }).flatMap((said) => said.texts)
  const label = (length: number, index: number) => String.fromCodePoint(0x61 + index).repeat(length)
  const postbacks = (count: number, length: number) =>
    Array.from({ length: count }, (_, index) => ({ label: label(length, index), payload: `p${index}` }))

  it('carries a text as long as it says in one piece, and one unit more in two', () => {
    const { limit, unit } = abilities.text
    expect(texts('x'.repeat(limit))).toHaveLength(1)
    expect(texts('x'.repeat(limit + 1))).toHaveLength(adapter.kind === 'email' ? 1 : 2)
    const wide = '星'.repeat(Math.floor(limit / measure('星', unit)))
    expect(texts(wide)).toHaveLength(1)
  })

  it('shows as many buttons and suggestions as it says, their labels whole as long as it says', () => {
    const { buttons, cards, quickReplies } = abilities
    if (cards === null || buttons.postback === false) return
    const pressed = postbacks(cards.buttonLimit, buttons.labelLimit)
    const card = { type: 'card' as const, title: 'Star', fields: [], buttons: pressed.map(asButton) }
    const drawn = say({ blocks: [card], quickReplies: [] })
    expect(Math.max(...drawn.flatMap(({ buttonCounts }) => buttonCounts))).toBe(cards.buttonLimit)
    expect(drawn.flatMap(({ buttonLabels }) => buttonLabels)).toEqual(pressed.map((one) => one.label))
    const suggested = postbacks(quickReplies.limit, quickReplies.labelLimit)
    const asked = say({ blocks: [{ type: 'text', text: 'Which?' }], quickReplies: suggested })
    expect(asked.at(-1)?.quickReplyLabels.at(-1)).toEqual(suggested.map((one) => one.label))
  })

  it('carries a payload as long as it says', () => {
    if (abilities.buttons.postback === false) return
    const payload = 'p'.repeat(abilities.buttons.payloadLimit)
    const carried = say({ blocks: [{ type: 'text', text: 'Which?' }], quickReplies: [{ label: 'This', payload }] })
    expect(carried.flatMap(({ payloads }) => payloads)).toEqual([payload])
  })
}

/** What a closed window lets through. */
function closes<Config>(subject: Subject<Config>): void {
  const { adapter, settings, to, context } = subject
  const { window, templates, idempotency } = adapter.abilities
  const plain: OutboundMessage = { blocks: [{ type: 'text', text: 'Thank you.' }], quickReplies: [] }
  const values = { '1': 'Mei', first: 'Mei' }
  const approved = { ...plain, templates: [{ kind: adapter.kind, name: 'thanks', language: 'en', values }] }
  const foreign = { ...plain, templates: [{ kind: 'elsewhere', name: 'thanks', language: 'en', values }] }
  const compose = (message: OutboundMessage, changes: Partial<ComposeContext>) =>
    adapter.compose(message, to, adapter.parseConfig(settings), { ...context, ...changes })
  const refusal = expect.objectContaining({ code: 'channels.window-closed' })

  it('writes into a closed window by an approved template alone, where there are windows', () => {
    if (window === null) return expect(compose(plain, { window: 'closed' })).toEqual(compose(plain, {}))
    expect(() => compose(plain, { window: 'closed' })).toThrow(refusal)
    expect(() => compose(foreign, { window: 'closed' })).toThrow(refusal)
    if (!templates) expect(() => compose(approved, { window: 'closed' })).toThrow(refusal)
    else
      expect(compose(approved, { window: 'closed' }).map(({ body }) => body)).not.toEqual(
        compose(plain, {}).map(({ body }) => body),
      )
  })

  it('lets a member write for longer exactly where the window says so', () => {
    if (window === null) return
    const typed = () => compose(plain, { window: 'closed', byMember: true })
    if (window.memberHours === undefined) expect(typed).toThrow(refusal)
    else expect(typed()).toHaveLength(1)
  })

  it('marks as repeatable what the provider recognises, and nothing else', () => {
    expect(compose(plain, {}).every((request) => (request.idempotencyKey !== undefined) === idempotency)).toBe(true)
  })
}

function inspecting<Config>({ adapter, settings, to, context, inspect }: Subject<Config>) {
  const config = adapter.parseConfig(settings)
  return (message: OutboundMessage, changes: Partial<ComposeContext> = {}): Inspection[] =>
    adapter
      .compose(message, to, config, { ...context, ...changes })
      .flatMap((request) => request.leadsTo ?? [request])
      .map((request, index, all) => inspect(request, { message, isLast: index === all.length - 1 }))
}

function asButton({ label, payload }: { label: string; payload: string }): Button {
  return { type: 'postback', label, payload }
}
