import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type App, openApp } from './app.ts'
import { createChannelAccount, listChannelAccounts } from './conversations/accounts.ts'
import { replyAsMember } from './conversations/inbox/inbox.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { openDoor } from './platform/http/server.ts'
import { startWorkers, type Workers } from './platform/jobs/work.ts'
import { connectSandboxAccount } from './sandbox/accounts.ts'
import { emulatedKinds } from './sandbox/providers.ts'

/** The whole house on loopback with its workers and its sandbox: hook, script, sender, emulator, phone. */
let house: TestHouse
let app: App
let door: Awaited<ReturnType<typeof openDoor>>
let workers: Workers
let origin: string
beforeAll(async () => {
  house = await openTestHouse({ fetch })
  const settings = { ...house.context.settings, databaseUrl: undefined }
  const context = { ...house.context, settings, clock: { now: () => new Date() } }
  door = await openDoor({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${door.port}`
  settings.port = door.port
  settings.publicUrl = origin
  await connectSandboxAccount(house.scope, 'line')
  app = openApp(context)
  door.answer(app.fetch)
  await app.start()
  workers = await startWorkers(context, app.jobs, app.sweeps)
})
afterAll(async () => {
  await workers.stop()
  await app.stop()
  await door.close(0)
  await house.close()
})

/** A browser with a phone in it. */
class Hand {
  #cookie = ''

  async post(path: string, fields: Record<string, string> = {}): Promise<number> {
    const headers = { origin, cookie: this.#cookie }
    const body = new URLSearchParams(fields)
    const answer = await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual' })
    const [cookie] = answer.headers.getSetCookie()
    if (cookie) this.#cookie = cookie.split(';')[0] ?? ''
    return answer.status
  }

  async read(path: string): Promise<string> {
    return (await fetch(origin + path, { headers: { cookie: this.#cookie, 'accept-language': 'en' } })).text()
  }

  /** The address of what can be done with the phone as it is now. */
  async phone(): Promise<string> {
    return /data-phone="([^"]+)"/.exec(await this.read('/sandbox'))?.[1] ?? ''
  }
}

/** Somebody's phone with an app open, whatever has to be opened first opened. */
async function open(kind: string): Promise<{ hand: Hand; phone: string }> {
  const hand = new Hand()
  await hand.post('/sandbox/phone', { name: '小美', language: 'zh-Hant' })
  expect(await hand.post(`${await hand.phone()}/app`, { kind })).toBe(303)
  const phone = await hand.phone()
  await hand.post(`${phone}/follow`)
  return { hand, phone }
}

const answersIn = (chat: string) => chat.split('class="line theirs"').length - 1

/** What a press sends, as the drawn form has it. */
function formOf(chat: string, label: string): { path: string; fields: Record<string, string> } {
  const form = chat.match(/<form [\s\S]*?<\/form>/g)?.findLast((one) =>
    one
      .replaceAll(/<[^>]*>/g, '')
      .trim()
      .endsWith(label),
  )
  const inputs = [...(form ?? '').matchAll(/name="([^"]+)" value="([^"]+)"/g)]
  return {
    path: /action="[^"]*(\/[a-z]+)"/.exec(form ?? '')?.[1] ?? '',
    fields: Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value])),
  }
}

test.each(emulatedKinds)(
  'somebody writes and presses on the phone by %s, and the script answers there',
  async (kind) => {
    const t = house.context.translator.in('zh-Hant')
    const { hand, phone } = await open(kind)
    expect(await hand.post(`${phone}/say`, { text: '選單' })).toBe(303)
    const asked = await vi.waitFor(
      async () => {
        const chat = await hand.read(`${phone}/chat`)
        expect(chat).toContain(t('script:menu.text'))
        expect(formOf(chat, t('script:menu.person')).path).not.toBe('')
        return chat
      },
      { timeout: 60_000, interval: 100 },
    )
    const { path, fields } = formOf(asked, t('script:menu.person'))
    expect(await hand.post(phone + path, fields)).toBe(303)
    const before = answersIn(asked)
    const answered = async () => expect(answersIn(await hand.read(`${phone}/chat`))).toBeGreaterThan(before)
    await vi.waitFor(answered, { timeout: 60_000, interval: 100 })
  },
)

/** What became of the newest message to a phone, as members are shown it. */
async function newest(phone: string): Promise<{ conversationId: string; state: string }> {
  const { rows } = await house.context.databases.owner.query(
    `select c.conversation_id as "conversationId", d.state
     from sandbox_phones p
     join identities i on i.channel_account_id = p.channel_account_id and i.address = p.user_id
     join conversations c on c.identity_id = i.identity_id
     join deliveries d on d.conversation_id = c.conversation_id
     where p.sandbox_phone_id = $1 order by d.sending_at desc nulls first limit 1`,
    [phone.split('/').at(-1)],
  )
  const row = z.object({ conversationId: z.string(), state: z.string() })
  return row.parse(rows[0])
}

const soon = { timeout: 60_000, interval: 100 }

test.each(['whatsapp', 'instagram', 'viber'])('whoever looks at the chat by %s is seen to have read', async (kind) => {
  const { hand, phone } = await open(kind)
  await hand.post(`${phone}/say`, { text: '選單' })
  await vi.waitFor(async () => expect((await newest(phone)).state).toMatch(/^(sent|delivered)$/), soon)
  const { conversationId } = await newest(phone)
  await replyAsMember(house.scope, conversationId, { text: '您好', clientKey: randomUUID() })
  const looked = async () => {
    expect(await hand.post(`${phone}/read`)).toBe(303)
    expect((await newest(phone)).state).toBe('read')
  }
  await vi.waitFor(looked, soon)
})

test.each(['whatsapp', 'viber', 'email'])('what goes by %s to a number that is gone fails later', async (kind) => {
  const { hand, phone } = await open(kind)
  await hand.post(`${phone}/say`, { text: '選單' })
  await vi.waitFor(async () => expect((await newest(phone)).state).toMatch(/^(sent|delivered)$/), soon)
  const { conversationId } = await newest(phone)
  expect(await hand.post(`${phone}/gone`, { gone: 'yes' })).toBe(303)
  expect(await hand.read('/sandbox')).toContain(house.context.translator.in('zh-Hant')('sandbox:chat.isGone'))
  expect(await hand.post(`${phone}/say`, { text: '?' })).not.toBe(303)
  await replyAsMember(house.scope, conversationId, { text: '在嗎？', clientKey: randomUUID() })
  await vi.waitFor(async () => expect((await newest(phone)).state).toBe('failed'), soon)
  expect(await hand.post(`${phone}/gone`, {})).toBe(303)
  expect(await hand.post(`${phone}/say`, { text: '!' })).toBe(303)
})

test('somebody writes in the web chat, which is its own phone, and the script answers there', async () => {
  const config = { visitorSecret: 'v'.repeat(43), origins: [] }
  await createChannelAccount(house.scope, { kind: 'webchat', name: 'Website', config })
  const accounts = await listChannelAccounts(house.scope)
  const key = accounts.find(({ kind }) => kind === 'webchat')?.hook_key
  const arrived = await fetch(`${origin}/chat/${key}/visitor`, { method: 'POST', body: '{}' })
  const { token } = z.object({ token: z.string() }).parse(await arrived.json())
  const headers = { authorization: `Bearer ${token}` }
  const said = { type: 'message', text: '選單', messageId: randomUUID(), at: Date.now() }
  expect((await fetch(`${origin}/hooks/${key}`, { method: 'POST', headers, body: JSON.stringify(said) })).status).toBe(
    200,
  )
  const ending = new AbortController()
  const stream = await fetch(`${origin}/chat/${key}/stream`, { headers, signal: ending.signal })
  let read = ''
  for await (const piece of stream.body ?? []) {
    read += Buffer.from(piece).toString()
    if (read.includes(house.context.translator.in('zh-Hant')('script:menu.text'))) break
  }
  ending.abort()
  expect(read).toContain('blocks')
})
