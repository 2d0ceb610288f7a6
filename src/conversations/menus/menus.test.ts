import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureIdentities } from '../../people/identities.ts'
import { becomeDonor } from '../../people/persons.ts'
import { createChannelAccount } from '../accounts.ts'
import { type ChatHouse, openChatHouse, type SeenRequest } from '../testing.ts'
import { menuSweeps } from './jobs.ts'
import { linkDonors } from './link.ts'
import { readMenus, setMenu, type WantedMenu } from './menus.ts'
import { accountsWithMenus, putMenus } from './put.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

let made = 0
/** LINE takes everything and numbers its menus. */
const line = ({ url }: SeenRequest) => {
  made += url.endsWith('/v2/bot/richmenu') ? 1 : 0
  return Response.json(url.endsWith('/v2/bot/richmenu') ? { richMenuId: `richmenu-${made}` } : {})
}
beforeEach(() => {
  made = 0
  chat.sent.length = 0
  chat.answer = line
})

const wanted = (changes: Partial<WantedMenu> = {}): WantedMenu => ({
  audience: 'everyone',
  title: '選單',
  entries: [
    { label: '捐款', action: { type: 'postback', payload: 'give' } },
    { label: 'Our <site> & more', action: { type: 'link', url: 'https://example.org/' } },
  ],
  ...changes,
})
const account = (name: string) =>
  createChannelAccount(chat.scope, {
    kind: 'line',
    name,
    config: { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' },
  })
const put = async (id: string, menu: WantedMenu) => {
  await setMenu(chat.scope, id, menu)
  await putMenus(chat.scope, id)
  return (await readMenus(chat.scope, id)).menus.find(({ audience }) => audience === menu.audience)
}
const paths = () => chat.sent.map(({ url }) => new URL(url).pathname)

test('a menu is made, drawn and shown to everyone; the next takes its place', async () => {
  const id = await account('first')
  expect(await put(id, wanted())).toMatchObject({ state: 'put', words: null, title: '選單', putAt: expect.any(String) })
  expect(paths()).toEqual([
    '/v2/bot/richmenu',
    '/v2/bot/richmenu/richmenu-1/content',
    '/v2/bot/user/all/richmenu/richmenu-1',
  ])
  expect(chat.sent[1]?.headers['content-type']).toBe('image/png')
  expect(chat.sent[1]?.body).toContain('PNG')

  chat.sent.length = 0
  expect(await put(id, wanted({ title: 'Menu' }))).toMatchObject({ state: 'put' })
  expect(paths().at(-1)).toBe('/v2/bot/richmenu/richmenu-1')

  chat.sent.length = 0
  chat.answer = () => Response.json({ message: 'Not found' }, { status: 404 })
  expect(await put(id, wanted({ entries: [] }))).toMatchObject({ state: 'put', entries: [] })
  expect(paths()).toEqual(['/v2/bot/user/all/richmenu', '/v2/bot/richmenu/richmenu-2'])
})

test('what the provider refuses is said in its words and not tried again until it is changed', async () => {
  const id = await account('refused')
  chat.answer = () => Response.json({ message: 'The richmenu limit has been reached' }, { status: 400 })
  expect(await put(id, wanted())).toMatchObject({
    state: 'refused',
    words: '400 The richmenu limit has been reached',
    putAt: null,
  })
  chat.sent.length = 0
  expect(await accountsWithMenus(chat.scope)).not.toContain(id)
  await putMenus(chat.scope, id)
  expect(chat.sent).toEqual([])
  chat.answer = line
  expect(await put(id, wanted())).toMatchObject({ state: 'put', words: null })
})

test('a provider out of reach is tried again by the sweep, and not before', async () => {
  const id = await account('later')
  chat.answer = () => Response.json({}, { status: 500 })
  expect(await put(id, wanted())).toMatchObject({ state: 'waiting', words: 'retryable' })
  expect(await accountsWithMenus(chat.scope)).not.toContain(id)
  chat.answer = line
  chat.clock.advance(5000)
  expect(await accountsWithMenus(chat.scope)).toContain(id)
  const [sweep] = menuSweeps
  await sweep?.run(chat.scope)
  expect((await readMenus(chat.scope, id)).menus).toMatchObject([{ state: 'put' }])
})

test('of two who put a menu at once, one does', async () => {
  const id = await account('twice')
  await setMenu(chat.scope, id, wanted())
  await Promise.all([putMenus(chat.scope, id), putMenus(chat.scope, id)])
  expect(paths().filter((path) => path === '/v2/bot/richmenu')).toHaveLength(1)
})

test('a menu changed while it was on its way goes out again', async () => {
  const id = await account('changed')
  await setMenu(chat.scope, id, wanted())
  let changed = false
  chat.answer = async (request) => {
    if (!changed) {
      changed = true
      chat.clock.advance(1)
      await setMenu(chat.scope, id, wanted({ entries: wanted().entries.slice(0, 1) }))
    }
    return line(request)
  }
  await putMenus(chat.scope, id)
  expect((await readMenus(chat.scope, id)).menus).toMatchObject([{ state: 'put', entries: [{ label: '捐款' }] }])
  expect(paths()).toContain('/v2/bot/user/all/richmenu/richmenu-2')
})

test('donors are shown theirs, once, five hundred a request; whom LINE does not know is passed over', async () => {
  const id = await account('donors')
  await put(id, wanted())
  expect(await put(id, wanted({ audience: 'donors' }))).toMatchObject({ state: 'put' })
  expect(paths()).not.toContain('/v2/bot/user/all/richmenu/richmenu-2')
  const seen = ['U-known-1', 'U-stranger', 'U-known-2', 'U-never-gave'].map((address) => ({ address }))
  const identities = await chat.scope.transaction((transaction) =>
    ensureIdentities(transaction, id, seen, { name: '—', language: 'en' }),
  )
  const stranger = identities.get('U-never-gave')?.personId
  await chat.scope.transaction(async (transaction) => {
    for (const { personId } of identities.values()) {
      if (personId !== stranger) await becomeDonor(transaction, personId, '2026-03-01')
    }
  })
  chat.sent.length = 0
  chat.answer = ({ body }) =>
    body.includes('U-stranger')
      ? Response.json({ message: 'not found' }, { status: 400 })
      : new Response('{}', { status: 202 })
  expect(await linkDonors(chat.scope, { channelAccountId: id, menuId: 'richmenu-2' })).toBe(3)
  expect(chat.sent.map(({ body }) => JSON.parse(body).userIds)).toEqual([
    ['U-known-1', 'U-known-2', 'U-stranger'],
    ['U-known-1', 'U-known-2'],
    ['U-stranger'],
  ])

  chat.sent.length = 0
  expect(await linkDonors(chat.scope, { channelAccountId: id, menuId: 'richmenu-2' })).toBe(0)
  expect(chat.sent).toEqual([])
  chat.answer = () => Response.json({ message: 'Too many' }, { status: 429 })
  expect(await linkDonors(chat.scope, { channelAccountId: id, menuId: 'richmenu-9' })).toBe(0)
})

test('an entry opens the donor’s own page: on LINE as a link, on Telegram as a Mini App, elsewhere not at all', async () => {
  const entries = [{ label: 'My page', action: { type: 'page' as const } }]
  const id = await account('with a page')
  expect(await put(id, wanted({ entries }))).toMatchObject({ state: 'put', entries })
  const entrance = `http://127.0.0.1:3000/me/morning-light/${id}`
  expect(chat.sent[0]?.body).toContain(JSON.stringify({ type: 'uri', label: 'My page', uri: entrance }))
  const telegram = await createChannelAccount(chat.scope, {
    kind: 'telegram',
    name: 'Bot with a page',
    config: { botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe' },
  })
  chat.sent.length = 0
  chat.answer = () => Response.json({ ok: true, result: true })
  await put(telegram, wanted({ entries }))
  const button = chat.sent.find(({ url }) => url.endsWith('/setChatMenuButton'))
  const web_app = { url: `http://127.0.0.1:3000/me/morning-light/${telegram}` }
  expect(JSON.parse(button?.body ?? '')).toEqual({ menu_button: { type: 'web_app', text: 'My page', web_app } })
  const secret = '0123456789abcdef0123456789abcdef'
  const messenger = await createChannelAccount(chat.scope, {
    kind: 'messenger',
    name: 'Page',
    config: { pageId: '106540352242922', accessToken: 'x'.repeat(30), appSecret: secret, verifyToken: 'y'.repeat(20) },
  })
  await expect(setMenu(chat.scope, messenger, wanted({ entries }))).rejects.toMatchObject({ field: 'entries' })
})

test('a channel without a menu, or without one for donors, says so', async () => {
  const telegram = await createChannelAccount(chat.scope, {
    kind: 'telegram',
    name: 'Bot',
    config: { botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe' },
  })
  expect(await readMenus(chat.scope, telegram)).toEqual({
    audiences: ['everyone'],
    isDrawn: false,
    opensPages: true,
    menus: [],
  })
  await expect(setMenu(chat.scope, telegram, wanted({ audience: 'donors' }))).rejects.toMatchObject({
    code: 'conversations.menu-unavailable',
  })
  const config = { visitorSecret: 'a visitor secret of thirty-two characters', origins: [] }
  const webchat = await createChannelAccount(chat.scope, { kind: 'webchat', name: 'Chat', config })
  await expect(setMenu(chat.scope, webchat, wanted())).rejects.toMatchObject({
    code: 'conversations.menu-unavailable',
  })
})
