import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type App, openApp } from './app.ts'
import { createChannelAccount } from './conversations/accounts.ts'
import { photograph } from './conversations/media/media.fixture.ts'
import { createMember } from './organisations/members.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { openDoor } from './platform/http/server.ts'
import { startWorkers, type Workers } from './platform/jobs/work.ts'

/** The whole house on loopback with its workers, its sandbox and the time of day. */
let house: TestHouse
let app: App
let door: Awaited<ReturnType<typeof openDoor>>
let workers: Workers
let origin: string
let member: string
beforeAll(async () => {
  house = await openTestHouse({ fetch })
  const settings = { ...house.context.settings, databaseUrl: undefined }
  const context = { ...house.context, settings, clock: { now: () => new Date() } }
  door = await openDoor({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${door.port}`
  settings.port = door.port
  settings.publicUrl = origin
  const config = { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' }
  await createChannelAccount(house.scope, { kind: 'line', name: 'LINE', isSandbox: true, config })
  app = openApp(context)
  door.answer(app.fetch)
  workers = await startWorkers(context, app.jobs, app.sweeps)
  member = await signIn()
})
afterAll(async () => {
  await workers.stop()
  await app.stop()
  await door.close(0)
  await house.close()
})

async function signIn(): Promise<string> {
  const [email, password] = ['agent@example.org', 'three lanterns over the river']
  await createMember(house.scope, { name: 'Agent', email, language: 'en', roles: ['owner'], password })
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** What a visitor does on the phone. */
function press(path: string, body: URLSearchParams | FormData, cookie = ''): Promise<Response> {
  return fetch(origin + path, { method: 'POST', body, headers: { origin, cookie }, redirect: 'manual' })
}

/** What the desk reads. */
const read = (path: string) => fetch(origin + path, { headers: { cookie: member } })

const conversations = z.object({ items: z.array(z.object({ id: z.string(), personName: z.string() })) })
const messages = z.object({
  items: z.array(
    z.object({
      direction: z.string(),
      unsentAt: z.string().nullable(),
      attachments: z.array(
        z.object({ state: z.string(), href: z.string().nullable(), thumbnail: z.string().nullable() }),
      ),
    }),
  ),
})

async function thread() {
  const [talk] = conversations.parse(await (await read('/api/conversations')).json()).items
  const all = messages.parse(await (await read(`/api/conversations/${talk?.id}/messages`)).json()).items
  return all.filter(({ direction }) => direction === 'in')
}

test('a photo sent on the phone lies in the inbox as a picture, and goes when it is taken back', async () => {
  const taken = await press('/sandbox/phone', new URLSearchParams({ name: 'Luca', language: 'en' }))
  const cookie = (taken.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await (await fetch(`${origin}/sandbox`, { headers: { cookie } })).text()
  const phone = /\/sandbox\/phone\/[0-9a-f-]{36}/.exec(page)?.[0] ?? ''
  await press(`${phone}/follow`, new URLSearchParams(), cookie)
  const form = new FormData()
  form.set('photo', new File([new Uint8Array(await photograph())], 'us.jpg', { type: 'image/jpeg' }))
  expect((await press(`${phone}/photo`, form, cookie)).status).toBe(303)

  const picture = await vi.waitFor(
    async () => {
      const attachments = (await thread()).flatMap((message) => message.attachments)
      expect(attachments).toMatchObject([{ state: 'fetched', href: expect.any(String) }])
      return attachments[0]
    },
    { timeout: 60_000, interval: 100 },
  )
  const answer = await read(picture?.href ?? '')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const { width, exif } = await sharp(await answer.arrayBuffer()).metadata()
  expect({ width, exif }).toEqual({ width: 800, exif: undefined })
  expect((await read(picture?.thumbnail ?? '')).status).toBe(200)
  expect((await fetch(origin + (picture?.href ?? ''))).status).toBe(401)

  const chat = await (await fetch(`${origin}${phone}/chat`, { headers: { cookie } })).text()
  const message = new RegExp(`${phone}/photo/(\\d+)`).exec(chat)?.[1] ?? ''
  await press(`${phone}/unsend`, new URLSearchParams({ message }), cookie)
  await vi.waitFor(
    async () => {
      expect((await thread()).map(({ unsentAt }) => unsentAt !== null)).toContain(true)
      expect((await read(picture?.href ?? '')).status).toBe(404)
    },
    { timeout: 60_000, interval: 100 },
  )
})
