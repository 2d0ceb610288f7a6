import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChannelEvent } from '../channels/event.ts'
import { openChannel } from '../channels/kinds.ts'
import { readRecordings } from '../channels/kit/recordings.ts'
import { readChat } from './chat-store.ts'
import type { GroupDeed } from './emulator.ts'
import { leaveGroup, openGroup, sayInGroup, setPresence } from './groups.ts'
import { Chat } from './page/chat.tsx'
import { accountName } from './page/draw.tsx'
import { openApp, takePhone } from './phone-deeds.ts'
import { openable, providers } from './providers.ts'
import { openSandboxHouse, type SandboxHouse } from './testing.ts'
import { bodyOf, fileNames, strangersIn } from './wire.fixture.ts'

const now = new Date('2026-03-02T02:00:00Z')
let house: SandboxHouse
beforeAll(async () => {
  house = await openSandboxHouse()
})
afterAll(() => house.close())

/** What is done in a group, as the adapter reads what our hook is told of it. */
async function told(kind: 'telegram' | 'slack', deeds: readonly GroupDeed[]) {
  const settings = openable[kind].settings(Buffer.alloc(64, 7), 'Morning Light')
  const extra = kind === 'slack' ? { botUserId: 'U0SANDBOX' } : {}
  const channel = openChannel(kind, { ...settings, ...extra })
  const events: ChannelEvent[] = []
  const bodies: unknown[] = []
  const hook = async (_url: string, { headers, body }: RequestInit) => {
    const bytes = body instanceof Uint8Array ? body : new Uint8Array()
    const told = {
      method: 'POST',
      path: '/',
      query: {},
      headers: Object.fromEntries(new Headers(headers)),
      body: bytes,
    }
    const { accepted, events: heard } = channel.receive(told, now)
    if (accepted) bodies.push(bodyOf(bytes))
    events.push(...heard)
    return new Response('', { status: accepted ? 200 : 401 })
  }
  const world = { fetch: hook, now: () => now, random: () => randomBytes(16) }
  const { emulator } = openable[kind].open({ settings, name: 'Morning Light', hookUrl: 'http://127.0.0.1:1/h' }, world)
  const group = { id: openable[kind].newGroupId?.(randomBytes(16)) ?? '', name: 'Helpers' }
  const person = { userId: openable[kind].newUserId(randomBytes(16)), name: 'Mei', language: 'en' } as const
  for (const deed of deeds) {
    const id = { id: emulator.nextId(group.id) }
    await emulator.group?.(group, person, deed.type === 'say' ? { ...deed, ...id } : deed)
  }
  return { events, bodies, group, person }
}

const say = (text: string, isMention: boolean): GroupDeed => ({ type: 'say', id: '', text, isMention })
const story: GroupDeed[] = [{ type: 'invite' }, say('hello all', false), say('help', true), { type: 'remove' }]

test('Telegram tells that the bot is asked in and put out, and of what is said only what is meant for it', async () => {
  const { events, bodies, group, person } = await told('telegram', story)
  const chat = { type: 'group', id: group.id }
  expect(events).toMatchObject([
    { type: 'join', chat },
    { type: 'message', chat, userId: person.userId, addressed: true, text: '@sandbox_bot help' },
    { type: 'leave', chat },
  ])
  expect(strangersLike('telegram', ['join', 'message-group', 'leave'], bodies)).toEqual(['.message.entities'])
  expect((await told('telegram', [say('/give 500', false)])).events).toMatchObject([{ type: 'command', chat: {} }])
})

test('Slack tells all that is said where the app is, a mention by two events of one name', async () => {
  const { events, bodies, group } = await told('slack', story)
  const chat = { type: 'group', id: group.id }
  const kinds = events.map(({ type, addressed = false }) => `${type} ${addressed}`)
  expect(kinds).toEqual(['join false', 'message false', 'message true', 'message true', 'leave false'])
  expect(events.every((event) => event.chat?.id === chat.id)).toBe(true)
  expect(events[2]?.dedupeKey).toBe(events[3]?.dedupeKey)
  const like = ['join', 'message-channel', 'message-channel', 'mention', 'leave']
  expect(strangersLike('slack', like, bodies)).toEqual([])
})

test('on the phone an account is asked into a group, spoken past, spoken to, and put out', async () => {
  const phone = await takePhone(house.app, { name: '小美', language: 'zh-Hant' })
  const alone = { sandbox: house.sandbox, app: house.app, phone }
  const opened = await openGroup(alone, '志工')
  expect((await openGroup(alone, '志工')).phone.phoneId).toBe(opened.phone.phoneId)
  await expect(sayInGroup(opened, 'hello', undefined)).rejects.toMatchObject({ code: 'sandbox.not-a-friend' })
  await setPresence(opened, true)
  const inside = { ...opened, phone: { ...opened.phone, isFriend: true } }
  await sayInGroup(inside, '大家好', undefined)
  await sayInGroup(inside, '在嗎？', await accountName(inside))
  await setPresence(inside, false)
  const events = house.heard.flatMap(({ body }) => JSON.parse(body.toString()).events)
  const source = { type: 'group', groupId: opened.phone.userId }
  expect(events).toMatchObject([
    { type: 'join', source, replyToken: expect.any(String) },
    { type: 'message', source: { ...source, userId: phone.userId }, message: { text: '大家好' } },
    { type: 'message', source, message: { mention: { mentionees: [{ isSelf: true }] } } },
    { type: 'leave', source },
  ])
  const lines = await house.scope.transaction((tx) => readChat(tx, opened.phone.phoneId))
  expect(lines.map(({ isOwn, message }) => [isOwn, message.text])).toEqual([
    [true, '大家好'],
    [true, `@${await accountName(inside)} 在嗎？`],
  ])
  expect((await leaveGroup(opened)).phone.phoneId).toBe(phone.phoneId)
})

test('whoever has just asked the account into a group reads who came and how to speak to it', async () => {
  const phone = await takePhone(house.app, { name: '小芳', language: 'zh-Hant' })
  const { phone: group } = await openGroup({ sandbox: house.sandbox, app: house.app, phone }, '志工')
  const view = { app: house.app, mood: 'normal', lines: [], isTyping: false, account: '晨光', timeZone: 'UTC' } as const
  const drawn = async (isFriend: boolean) => {
    const t = house.sandbox.context.translator.in('zh-Hant')
    return (await Chat({ ...view, phone: { ...group, isFriend }, publicUrl: '', t })).toString()
  }
  expect(await drawn(true)).toContain('晨光 已加入群組')
  expect(await drawn(false)).not.toContain('已加入群組')
})

test('where an account can sit in no group that tells it so, there is none to open', async () => {
  const phone = await takePhone(house.app, { name: 'Ada', language: 'en' })
  const held = await openApp({ sandbox: house.sandbox, app: house.app, phone }, 'whatsapp')
  await expect(openGroup(held, 'Helpers')).rejects.toMatchObject({ code: 'request.missing' })
  const played = Object.values(providers).filter(({ newGroupId }) => newGroupId !== undefined)
  expect(played.map(({ kind }) => kind)).toEqual(['line', 'telegram', 'slack'])
})

/** Fields that the recording of the same kind has not. */
function strangersLike(kind: string, names: readonly string[], bodies: readonly unknown[]): string[] {
  const folder = new URL(`../channels/${kind}/recorded/`, import.meta.url)
  const all = readRecordings(folder)
  return names.flatMap((name, place) =>
    strangersIn(bodies[place], bodyOf(all[fileNames(folder).indexOf(`${name}.json`)]?.webhook)),
  )
}
