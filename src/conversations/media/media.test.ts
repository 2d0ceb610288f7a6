import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Scope } from '../../platform/scope.ts'
import { editMessage } from '../arriving/thread.ts'
import { conversationSweeps } from '../jobs.ts'
import { type ChatHouse, lineEvent, openChatHouse } from '../testing.ts'
import { ask, lineFile, newestMessage, photograph, settleMediaOf } from './media.fixture.ts'

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
  const { attachments, id, href } = await receive()
  expect(asked).toEqual([`https://api-data.line.me/v2/bot/message/media-${made}/content`])
  expect(href).toBe(`/api/messages/${id}/media/0`)
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

test('the wake-up is enqueued with the message, and the sweep finds what was lost', async () => {
  made += 1
  await chat.post(lineFile('U-lost', `media-${made}`))
  await chat.settle()
  const jobs = await query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'conversations.media'`,
  )
  expect(jobs).toMatchObject([{ payload: { payload: { channelAccountId: chat.channelAccountId } } }])
  const taken = await photograph()
  content = () => bytesOf(taken)
  expect((await newestMessage(chat, agent)).attachments).toMatchObject([{ state: 'wanted', href: null }])
  const sweep = conversationSweeps(chat.board).find(({ name }) => name === 'conversations.media')
  await sweep?.run(chat.scope)
  expect((await newestMessage(chat, agent)).attachments).toMatchObject([{ state: 'fetched' }])
})

test('open desks are told when a file has come', async () => {
  await chat.board.realtime.start()
  made += 1
  await chat.post(lineFile('U-live', `media-${made}`))
  await chat.settle()
  const heard: string[] = []
  const unsubscribe = chat.board.realtime.subscribe(({ topic }) => heard.push(topic))
  const taken = await photograph()
  content = () => bytesOf(taken)
  await settleMediaOf(chat)
  await vi.waitFor(() => expect(heard).toContain('conversation'), { timeout: 60_000 })
  unsubscribe()
})

test('a caption that is changed keeps its photo; another photo in its place is fetched, and the first one erased', async () => {
  const taken = await photograph()
  content = () => bytesOf(taken)
  const before = await kept()
  const { id, href } = await receive()
  const edit = async (mediaId: string) => {
    const [row] = await query(`select conversation_id, author_id from messages where message_id = '${id}'`)
    const attachments = [{ kind: 'image' as const, mediaId }]
    const common = { dedupeKey: mediaId, at: 0, redelivered: false, standby: false }
    const event = { ...common, type: 'edited' as const, messageId: `media-${made}`, text: 'caption', attachments }
    const placed = { conversationId: row.conversation_id, personId: row.author_id, event }
    await chat.scope.transaction((transaction) => editMessage(transaction, placed))
    await settleMediaOf(chat)
  }
  asked = []
  await edit(`media-${made}`)
  expect(asked).toEqual([])
  const tag = (await ask(chat, agent, href)).headers.get('etag')
  await edit('another')
  expect(asked).toHaveLength(1)
  const changed = await ask(chat, agent, href)
  expect(changed.status).toBe(200)
  expect(changed.headers.get('etag')).not.toBe(tag)
  expect(await kept()).toHaveLength(before.length + 2)
})

describe('is not kept, and says why:', () => {
  const large = Buffer.alloc(20 * 1024 * 1024 + 1, 7)
  /** A body whose length nobody announces, and how much of it was taken. */
  const endless = () => {
    let given = 0
    const body = new ReadableStream({
      pull: (stream) => {
        given += 1
        stream.enqueue(Buffer.alloc(1024 * 1024))
      },
    })
    return { body, taken: () => given }
  }

  test('what the provider says is too large, without asking for it', async () => {
    const { attachments } = await receive({ type: 'file', fileName: 'film.mp4', fileSize: 200_000_000 })
    expect(attachments).toMatchObject([{ state: 'refused', reason: 'too-large', href: null, sizeBytes: 200_000_000 }])
    expect(asked).toEqual([])
  })

  test('what turns out to be too large, announced or not; no more of it is read', async () => {
    content = () => bytesOf(large)
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'too-large' }])
    const stream = endless()
    content = () => new Response(stream.body)
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'too-large' }])
    expect(stream.taken()).toBeLessThan(24)
  })

  test('a picture with more points than any camera', async () => {
    const bomb = await sharp({ create: { width: 10_000, height: 6_001, channels: 3, background: 'white' } })
      .png({ compressionLevel: 1 })
      .toBuffer()
    content = () => bytesOf(bomb)
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'unreadable' }])
  })

  test('a photo in HEIC is refused by its name, so that a member knows what to ask for', async () => {
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypheic'),
      Buffer.alloc(12),
      Buffer.alloc(400, 7),
    ])
    content = () => bytesOf(heic)
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'heic' }])
  })

  test('a program that calls itself a photo', async () => {
    content = () => bytesOf(Buffer.from(`MZ${'\0'.repeat(200)}`), { 'content-type': 'image/jpeg' })
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'program' }])
  })

  test('what the provider redirects elsewhere; nobody goes there', async () => {
    content = () => new Response(null, { status: 302, headers: { location: 'http://169.254.169.254/latest' } })
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'elsewhere' }])
    expect(asked).toHaveLength(1)
  })

  test('what lies on a stranger’s server; nobody goes there', async () => {
    const contentProvider = { type: 'external', originalContentUrl: 'http://169.254.169.254/latest/meta-data' }
    const { attachments } = await receive({ type: 'image', contentProvider })
    expect(attachments).toMatchObject([{ state: 'refused', reason: 'elsewhere' }])
    expect(JSON.stringify(attachments)).not.toContain('169.254')
    expect(asked).toEqual([])
  })

  test('what the provider will not give', async () => {
    content = () => Response.json({ message: 'The request body has 1 error(s)' }, { status: 400 })
    expect((await receive()).attachments).toMatchObject([{ state: 'refused', reason: 'not-given' }])
  })
})

describe('a file that is late', () => {
  test('is asked for again, each time later, until the provider has it no more', async () => {
    content = () => new Response('', { status: 500 })
    expect((await receive()).attachments).toMatchObject([{ state: 'wanted' }])
    await settleMediaOf(chat)
    expect(asked).toHaveLength(1)
    content = () => {
      throw new TypeError('fetch failed')
    }
    chat.clock.advance(11_000)
    await settleMediaOf(chat)
    chat.clock.advance(11_000)
    await settleMediaOf(chat)
    expect(asked).toHaveLength(2)
    content = () => Response.json({ message: 'Not found' }, { status: 404 })
    chat.clock.advance(10_000)
    await settleMediaOf(chat)
    expect((await newestMessage(chat, agent)).attachments).toMatchObject([{ state: 'gone', href: null }])
  })

  test('is given up at last', async () => {
    content = () => new Response('', { status: 202 })
    await receive()
    for (let tries = 0; tries < 13; tries += 1) {
      chat.clock.advance(3_601_000)
      await settleMediaOf(chat)
    }
    expect(asked).toHaveLength(12)
    expect((await newestMessage(chat, agent)).attachments).toMatchObject([{ state: 'refused', reason: 'unreachable' }])
  })
})

describe('a page or a drawing with a script in it', () => {
  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'drawing.svg'],
    ['XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'd.xml'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'photo.jpg.html'],
  ])('%s can only be saved, as text', async (_name, words, fileName) => {
    content = () => bytesOf(Buffer.from(words), { 'content-type': 'text/html' })
    const { attachments, href } = await receive({ type: 'file', fileName, fileSize: 100 })
    expect(attachments).toMatchObject([{ state: 'fetched', use: 'download', thumbnail: null }])
    const answer = await ask(chat, agent, href)
    expect(await answer.text()).toBe(words)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''\w+\.txt$/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })
})

test('a recording is played from any second', async () => {
  const sound = Buffer.concat([Buffer.from('\0\0\0\x18ftypM4A '), Buffer.alloc(988, 1)])
  content = () => bytesOf(sound)
  const { attachments, href } = await receive({ type: 'audio', duration: 65_400 })
  expect(attachments).toMatchObject([{ use: 'recording', mediaType: 'audio/x-m4a', durationMilliseconds: 65_400 }])
  const part = await ask(chat, agent, href, { range: 'bytes=20-29' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 20-29/1000'])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.alloc(10, 1))
  const beyond = await ask(chat, agent, href, { range: 'bytes=1000-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
  const etag = part.headers.get('etag') ?? ''
  expect((await ask(chat, agent, href, { 'if-none-match': etag })).status).toBe(304)
})

describe('what is taken back', () => {
  const unsend = () => chat.post({ ...lineEvent('unsend', `U-media-${made}`), unsend: { messageId: `media-${made}` } })

  test('is deleted, the words about it and the bytes', async () => {
    const taken = await photograph()
    content = () => bytesOf(taken)
    const before = await kept()
    const { href } = await receive()
    expect(await kept()).toHaveLength(before.length + 2)
    await unsend()
    await settleMediaOf(chat)
    expect((await kept()).toSorted()).toEqual(before.toSorted())
    expect((await ask(chat, agent, href)).status).toBe(404)
    expect(await newestMessage(chat, agent)).toMatchObject({ attachments: [], unsentAt: expect.any(String) })
  })

  test('while it is being fetched is not kept either, whoever comes first', async () => {
    const taken = await photograph()
    const before = await kept()
    content = async () => {
      await unsend()
      await chat.settle()
      return bytesOf(taken)
    }
    await receive()
    expect((await kept()).toSorted()).toEqual(before.toSorted())
  })

  test('is forgotten by us, too, once nobody can write it any more', async () => {
    expect(await query('select from media_erasures')).not.toEqual([])
    chat.clock.advance(600_000)
    await settleMediaOf(chat)
    expect(await query('select from media_erasures')).toEqual([])
  })
})

test('another organisation finds nothing, a viewer may not look, and nothing lies beyond the last place', async () => {
  const taken = await photograph()
  content = () => bytesOf(taken)
  const { href } = await receive()
  expect((await ask(chat, agent, href)).status).toBe(200)
  const neighbour = await chat.neighbour('evening-star')
  expect(await (await ask(chat, neighbour, href)).json()).toMatchObject({
    status: 404,
    code: 'conversations.media-missing',
  })
  expect((await ask(chat, await chat.member('viewer'), href)).status).toBe(403)
  expect((await ask(chat, agent, href.replace(/0$/, '1'))).status).toBe(404)
})
