import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { Failure } from '../platform/errors.ts'
import type { Environment, Request } from '../platform/http/api.ts'
import { limitBody } from '../platform/http/security.ts'
import { listDemoPeople } from './demo-people.ts'
import { hand, heldPhone, putBack, requirePhone } from './held-phone.ts'
import { type EmulatedChannel, listChannels } from './line/channel.ts'
import type { LineEmulator } from './line/emulator.ts'
import { renderDocument } from './page/document.tsx'
import { drawChat, drawPhone, drawShelf } from './page/draw.tsx'
import { type Owner, owner } from './phone.ts'
import * as deeds from './phone-deeds.ts'
import { findLine } from './phone-store.ts'

/** How often an open page is told that it is still connected. */
const heartbeatMilliseconds = 20_000

/** The phone in the visitor's hand: `/sandbox` and everything that can be done with it. */
export function phoneRoutes(emulator: LineEmulator) {
  const router = new Hono<Environment>()
  router.get('/sandbox', async (request) => {
    const held = await heldPhone(emulator, request)
    const page = held ? drawPhone(request, held) : drawEmptyHand(emulator, request)
    return request.html(await renderDocument(await page))
  })
  router.post('/sandbox/phone', async (request) => {
    const form = owner.safeParse(await request.req.parseBody())
    const channel = await onlyChannel(emulator)
    if (!form.success) {
      const problem = request.get('translate')('sandbox:shelf.nameNeeded')
      return request.html(await renderDocument(await drawEmptyHand(emulator, request, problem)), 422)
    }
    return takeNew(request, emulator, channel, form.data)
  })
  router.post('/sandbox/phone/borrow', async (request) => {
    const { user } = await request.req.parseBody()
    const channel = await onlyChannel(emulator)
    const phone = await deeds.borrowPhone(channel, emulator, typeof user === 'string' ? user : '')
    hand(request, channel.scope.organisationId, phone)
    return request.redirect('/sandbox', 303)
  })
  router.post('/sandbox/phone/return', (request) => {
    putBack(request)
    return request.redirect('/sandbox', 303)
  })
  router.get('/sandbox/phone/:phone/chat', async (request) =>
    request.html(await (await drawChat(request, await requirePhone(emulator, request))).toString()),
  )
  router.get('/sandbox/phone/:phone/stream', (request) => streamRings(emulator, request))
  router.get('/sandbox/phone/:phone/photo/:message', (request) => showPhoto(emulator, request))
  return addDeeds(router, emulator)
}

function addDeeds(router: Hono<Environment>, emulator: LineEmulator) {
  const deed = (name: string, act: (held: deeds.HeldPhone, form: Form) => Promise<void>) =>
    router.post(`/sandbox/phone/:phone/${name}`, limitBody(6), async (request) => {
      const form = await request.req.parseBody()
      await act(await requirePhone(emulator, request), form)
      return request.redirect('/sandbox', 303)
    })
  deed('follow', deeds.addFriend)
  deed('block', deeds.block)
  deed('say', (held, form) => deeds.say(held, text(form, 'text')))
  deed('press', (held, form) => deeds.press(held, text(form, 'data'), text(form, 'words') || undefined))
  deed('unsend', (held, form) => deeds.unsend(held, text(form, 'message')))
  deed('photo', async (held, { photo }) => {
    if (!(photo instanceof File)) throw new Failure('sandbox.not-a-photo', { mebibytes: 5 }, { field: 'photo' })
    await deeds.sendPhoto(held, new Uint8Array(await photo.arrayBuffer()))
  })
  return router
}

type Form = Readonly<Record<string, unknown>>

function text(form: Form, field: string): string {
  const value = form[field]
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
}

async function takeNew(request: Request, emulator: LineEmulator, channel: EmulatedChannel, who: Owner) {
  const phone = await deeds.takePhone(channel, who)
  emulator.doorbell.ring(phone.phoneId)
  hand(request, channel.scope.organisationId, phone)
  return request.redirect('/sandbox', 303)
}

async function drawEmptyHand(emulator: LineEmulator, request: Request, problem?: string) {
  const channel = await onlyChannel(emulator)
  return drawShelf(request, await listDemoPeople(channel), problem)
}

/** The demonstration's LINE account. Fails with `sandbox.no-demo` when there is none. */
async function onlyChannel({ context }: LineEmulator): Promise<EmulatedChannel> {
  const [channel] = await listChannels(context)
  if (channel === undefined) throw new Failure('sandbox.no-demo', {}, { kind: 'missing' })
  return channel
}

/** Server-sent events: one `changed` whenever the page should read the chat again, and one at the start. */
async function streamRings(emulator: LineEmulator, request: Request): Promise<Response> {
  const { phone } = await requirePhone(emulator, request)
  return streamSSE(request, async (stream) => {
    const changed = () => void stream.writeSSE({ event: 'changed', data: '' })
    const hangUp = emulator.doorbell.listen(phone.phoneId, changed)
    stream.onAbort(hangUp)
    changed()
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(heartbeatMilliseconds)
      await stream.writeSSE({ event: 'alive', data: '' })
    }
    hangUp()
  })
}

async function showPhoto(emulator: LineEmulator, request: Request): Promise<Response> {
  const { channel, phone } = await requirePhone(emulator, request)
  const line = await channel.scope.transaction((tx) => findLine(tx, request.req.param('message') ?? ''))
  const photo = line?.phoneId === phone.phoneId ? line.content.photo : undefined
  if (photo === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const bytes = await emulator.context.files.get(Buffer.from(photo.sha256, 'hex'))
  return request.body(new Uint8Array(bytes), 200, { 'content-type': photo.mediaType })
}
