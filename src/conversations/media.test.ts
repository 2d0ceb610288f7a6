import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Scope } from '../platform/scope.ts'
import { ask, lineFile, newestMessage, photograph, settleMediaOf } from './media.fixture.ts'
import { type ChatHouse, openChatHouse } from './testing.ts'

let chat: ChatHouse
let agent: Scope
/** What the provider answers when it is asked for a file. */
let content: () => Response | Promise<Response>
let asked: string[] = []
let made = 0
beforeAll(async () => {
  chat = await openChatHouse()
  agent = await chat.member('agent')
  chat.respond = async () => {}
  chat.answer = ({ url }) => {
    asked.push(url)
    return content()
  }
})
beforeEach(() => {
  asked = []
  chat.clock.advance(60_000)
})
afterAll(() => chat.close())

const bytesOf = (bytes: Uint8Array, headers: Record<string, string> = {}) =>
  new Response(new Uint8Array(bytes), { headers })

/** Somebody new sends a file; answers the message as the inbox shows it. */
async function receive(message?: object) {
  made += 1
  await chat.post(lineFile(`U-media-${made}`, `media-${made}`, message))
  await settleMediaOf(chat)
  return newestMessage(chat, agent)
}

async function query(text: string) {
  return (await chat.context.databases.owner.query(text)).rows
}

/** Every file that lies in the store. */
async function kept(): Promise<string[]> {
  const folder = join(chat.context.settings.dataFolder, 'files', 'erasable')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  return names.filter((name) => /whole|small/.test(name))
}

test('a photo is fetched at once from the provider, kept without the place where it was taken, and shown', async () => {
  const taken = await photograph()
  content = () => bytesOf(taken)
  const { attachments, id } = await receive()
  expect(asked).toEqual([`https://api-data.line.me/v2/bot/message/media-${made}/content`])
  const href = `/api/messages/${id}/media/0`
  expect(attachments).toEqual([
    {
      kind: 'image',
      state: 'fetched',
      reason: null,
      mediaType: 'image/jpeg',
      use: 'picture',
      href,
      thumbnail: `${href}?size=small`,
      sizeBytes: expect.any(Number),
      fileName: 'image.jpg',
    },
  ])
  const whole = await ask(chat, agent, href)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': "inline; filename*=UTF-8''image.jpg",
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  const picture = await sharp(await whole.arrayBuffer()).metadata()
  expect([picture.exif, picture.width]).toEqual([undefined, 800])
  const small = await ask(chat, agent, `${href}?size=small`)
  expect(small.headers.get('content-type')).toBe('image/webp')
  expect((await sharp(await small.arrayBuffer()).metadata()).width).toBe(640)
})
