import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitBody } from '../platform/http/security.ts'
import { type Arrival, arrivalOf, phonePathFor } from './arrival.ts'
import { findLine } from './chat-store.ts'
import { listLenders } from './demo-people.ts'
import { leaveGroup } from './groups.ts'
import { hand, heldPhone, putBack, requirePhone } from './held-phone.ts'
import { moods } from './mood.ts'
import { renderDocument } from './page/document.tsx'
import { drawChat, drawPhone, drawShelf } from './page/draw.tsx'
import { type Owner, owner } from './phone.ts'
import type { PhoneApp } from './phone-app.ts'
import * as deeds from './phone-deeds.ts'
import { isEmulated } from './providers.ts'
import type { Sandbox } from './sandbox.ts'

/** How often an open page is told that it is still connected. */
const heartbeatMilliseconds = 20_000

/** The phone in the visitor's hand: `/sandbox` and everything that can be done with it. */
export function phoneRoutes(sandbox: Sandbox) {
  const router = new Hono<Environment>()
  router.get('/sandbox', async (request) => {
    const inHand = await heldPhone(sandbox, request)
    const arrival = arrivalOf(request)
    const { kind, code } = arrival
    // A link in a group leads to the chat alone.
    const held = inHand && kind !== undefined ? await leaveGroup(inHand) : inHand
    if (held && held !== inHand) {
      hand(request, held.app, held.phone.phoneId)
      return request.redirect(phonePathFor(arrival), 303)
    }
    if (held && kind !== undefined && kind !== held.app.kind) {
      const { app, phone } = await deeds.openApp(held, kind)
      hand(request, app, phone.phoneId)
      return request.redirect(phonePathFor({ kind: undefined, code }), 303)
    }
    if (held) await deeds.read(held)
    const page = held ? drawPhone(request, held, code) : drawEmptyHand(sandbox, request, { arrival })
    return request.html(await renderDocument(await page))
  })
  router.post('/sandbox/phone', async (request) => {
    const form = owner.safeParse(await request.req.parseBody())
    const app = await firstApp(sandbox)
    if (!form.success) {
      const problem = request.get('translate')('sandbox:shelf.nameNeeded')
      const page = drawEmptyHand(sandbox, request, { problem, arrival: arrivalOf(request) })
      return request.html(await renderDocument(await page), 422)
    }
    return takeNew(request, sandbox, app, form.data)
  })
  router.post('/sandbox/phone/borrow', async (request) => {
    const { user } = await request.req.parseBody()
    const [, kind = '', userId = ''] = /^(\w+)\/(.+)$/.exec(typeof user === 'string' ? user : '') ?? []
    if (!isEmulated(kind)) throw unknown('user')
    const app = await sandbox.connect(kind)
    const phone = await deeds.borrowPhone(app, userId)
    hand(request, app, phone.phoneId)
    return request.redirect('/sandbox', 303)
  })
  router.post('/sandbox/phone/return', (request) => {
    putBack(request)
    return request.redirect('/sandbox', 303)
  })
  router.get('/sandbox/phone/:phone/chat', async (request) =>
    request.html(await (await drawChat(request, await requirePhone(sandbox, request))).toString()),
  )
  router.get('/sandbox/phone/:phone/stream', (request) => streamRings(sandbox, request))
  router.get('/sandbox/phone/:phone/photo/:message', (request) => showPhoto(sandbox, request))
  router.post('/sandbox/phone/:phone/app', async (request) => {
    const { kind } = await request.req.parseBody()
    const held = await requirePhone(sandbox, request)
    if (typeof kind !== 'string' || !isEmulated(kind)) throw unknown('kind')
    const { app, phone } = await deeds.openApp(held, kind)
    hand(request, app, phone.phoneId)
    return request.redirect('/sandbox', 303)
  })
  return addDeeds(router, sandbox)
}

function addDeeds(router: Hono<Environment>, sandbox: Sandbox) {
  const deed = (name: string, act: (held: deeds.HeldPhone, form: Form) => Promise<void>) =>
    router.post(`/sandbox/phone/:phone/${name}`, limitBody(6), async (request) => {
      const form = await request.req.parseBody()
      const held = await requirePhone(sandbox, request)
      if (held.phone.groupOf !== null && name !== 'read') throw unknownPhone()
      await act(held, form)
      return request.redirect(phonePathFor(arrivalOf(request)), 303)
    })
  deed('follow', (held, form) => deeds.addFriend(held, text(form, 'code') || undefined))
  deed('block', deeds.block)
  deed('say', (held, form) => deeds.say(held, text(form, 'text')))
  deed('press', (held, form) => {
    const pressed = { data: text(form, 'data'), words: text(form, 'words') || undefined }
    return deeds.press(held, pressed, text(form, 'on') || undefined)
  })
  deed('unsend', (held, form) => deeds.unsend(held, text(form, 'message')))
  deed('read', deeds.read)
  deed('gone', (held, form) => deeds.lose(held, text(form, 'gone') === 'yes'))
  deed('sticker', deeds.sendSticker)
  deed('location', deeds.sendLocation)
  deed('mood', async ({ app }, form) => {
    const mood = moods.find((name) => name === form.mood && app.provider.moods.includes(name))
    if (mood === undefined) throw unknown('mood')
    await sandbox.setMood(app.kind, mood)
  })
  deed('photo', async (held, { photo }) => {
    if (!(photo instanceof File)) throw new Failure('sandbox.not-a-photo', { mebibytes: 5 }, { field: 'photo' })
    await deeds.sendPhoto(held, new Uint8Array(await photo.arrayBuffer()))
  })
  return router
}

function unknownPhone(): Failure {
  return new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

type Form = Readonly<Record<string, unknown>>

function text(form: Form, field: string): string {
  const value = form[field]
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

function unknown(field: string): Failure {
  return new Failure('request.invalid', { field, expected: '' }, { field })
}

async function takeNew(request: Request, sandbox: Sandbox, app: PhoneApp, who: Owner) {
  const phone = await deeds.takePhone(app, who)
  sandbox.doorbell.ring(phone.phoneId)
  hand(request, app, phone.phoneId)
  return request.redirect(phonePathFor(arrivalOf(request)), 303)
}

async function drawEmptyHand(sandbox: Sandbox, request: Request, shelf: { arrival: Arrival; problem?: string }) {
  await firstApp(sandbox)
  return drawShelf(request, await listLenders(sandbox), shelf)
}

/** What a new phone opens: the demonstration's LINE. Fails with `sandbox.no-demo` when there is none. */
function firstApp(sandbox: Sandbox): Promise<PhoneApp> {
  return sandbox.connect('line')
}

/** Server-sent events: one `changed` whenever the page should read the chat again, and one at the start. */
async function streamRings(sandbox: Sandbox, request: Request): Promise<Response> {
  const { phone } = await requirePhone(sandbox, request)
  return streamSSE(request, async (stream) => {
    const changed = () => void stream.writeSSE({ event: 'changed', data: '' })
    const hangUp = sandbox.doorbell.listen(phone.phoneId, changed)
    stream.onAbort(hangUp)
    changed()
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(heartbeatMilliseconds)
      await stream.writeSSE({ event: 'alive', data: '' })
    }
    hangUp()
  })
}

async function showPhoto(sandbox: Sandbox, request: Request): Promise<Response> {
  const { app, phone } = await requirePhone(sandbox, request)
  const line = await app.scope.transaction((tx) => findLine(tx, request.req.param('message') ?? ''))
  const photo = line?.phoneId === phone.phoneId ? line.content.photo : undefined
  if (photo === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const bytes = await sandbox.context.files.get(Buffer.from(photo.sha256, 'hex'))
  return request.body(new Uint8Array(bytes), 200, { 'content-type': photo.mediaType })
}
