import { randomBytes } from 'node:crypto'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import { deleteOwnLine, findLine, insertLines, lastWrote, markRead } from './chat-store.ts'
import type { Deed, DeedType, EmulatedKind, Press } from './emulator.ts'
import type { Kept, Owner, Phone } from './phone.ts'
import type { PhoneApp } from './phone-app.ts'
import { rememberTalk } from './phone-memory.ts'
import { findApp, findPhone, insertPhone, phoneOfUser, setFriendship, setGone } from './phone-store.ts'
import type { Sandbox } from './sandbox.ts'

/** A phone in somebody's hand, with one of its apps open. */
export interface HeldPhone {
  readonly sandbox: Sandbox
  readonly app: PhoneApp
  readonly phone: Phone
}

/** A photo's bytes are taken up to this size; most providers' own limits are higher. */
const photoBytes = 5 * 1024 * 1024

/** Takes a new phone from the shelf with an app open; or opens the app on a phone that is there (`deviceId`). */
export async function takePhone(app: PhoneApp, owner: Owner, deviceId?: string): Promise<Phone> {
  const { scope, channelAccountId, provider, emulator } = app
  // Where nothing has to be opened first, everybody may write from the start.
  const isFollowing = !provider.deeds.has('follow')
  const userId = provider.newUserId(randomBytes(16))
  const device = deviceId === undefined ? {} : { deviceId }
  const phone = await scope.transaction((transaction) =>
    insertPhone(transaction, { ...owner, channelAccountId, userId, isFollowing, ...device }),
  )
  emulator.remember({ ...phone, wroteAt: undefined })
  return phone
}

/** Opens another app on the same phone, for the same owner. Fails with `sandbox.no-demo`. */
export async function openApp({ sandbox, phone }: HeldPhone, kind: EmulatedKind): Promise<HeldPhone> {
  const app = await sandbox.connect(kind)
  const { deviceId, name, language } = phone
  const known = await app.scope.transaction((transaction) => findApp(transaction, deviceId, app.channelAccountId))
  return { sandbox, app, phone: known ?? (await takePhone(app, { name, language }, deviceId)) }
}

/** Borrows the phone of somebody of the demonstration, with what was said so far. Fails with `sandbox.unknown-phone`. */
export async function borrowPhone(app: PhoneApp, userId: string): Promise<Phone> {
  const { scope, channelAccountId, emulator } = app
  const { phone, wroteAt } = await scope.transaction(async (transaction) => {
    const phone = await phoneOfUser(transaction, channelAccountId, userId)
    if (!phone || phone.groupOf !== null) throw unknownPhone()
    await rememberTalk(transaction, app, phone)
    return { phone, wroteAt: await lastWrote(transaction, phone.phoneId) }
  })
  emulator.remember({ ...phone, wroteAt: wroteAt?.getTime() })
  return phone
}

/**
 * Adds the account or starts its bot; or lifts the block. `code`: of the link they came by, where the app brings it along. Nothing
 * happens when they are friends already and no code is brought.
 */
export async function addFriend(held: HeldPhone, code?: string): Promise<void> {
  const { isFriend, isBlocking } = held.phone
  const brought = code !== undefined && held.app.provider.code === 'opened' ? { code: code.slice(0, 64) } : {}
  if (isFriend && !('code' in brought)) return
  await befriend(held, { isFollowing: true, isBlocking: false })
  await act(held, { type: 'follow', isUnblocked: isBlocking, ...brought })
}

/** Blocks the account: from now on nothing it sends comes here, and what its provider tells of that it hears. */
export async function block(held: HeldPhone): Promise<void> {
  if (held.phone.isBlocking) return
  requireAble(held, 'block')
  await befriend(held, { isFollowing: true, isBlocking: true })
  await act(held, { type: 'block' })
}

/** Writes words, 1 to 5,000 UTF-16 units. */
export async function say(held: HeldPhone, words: string): Promise<void> {
  requireFriend(held)
  const text = words.slice(0, 5000)
  if (text.trim() === '') throw new Failure('sandbox.nothing-said', {}, { field: 'text' })
  await act(held, { type: 'say', text, id: await keep(held, { type: 'text', text }) })
}

/**
 * Presses a button, a suggestion, a row or the menu; `on` is the provider's id of the message it stands on. `words` appear as
 * if the person had said them; what the account hears of them is its provider's affair.
 */
export async function press(held: HeldPhone, pressed: Omit<Press, 'type' | 'on'>, on?: string): Promise<void> {
  requireFriend(held)
  const { data, words } = pressed
  if (data === '' || data.length > 2000) throw new Failure('sandbox.nothing-said', {}, { field: 'data' })
  const message = on === undefined ? undefined : await messageOn(held, on)
  const text = words?.slice(0, 300)
  const id = text ? await keep(held, { type: 'text', text }) : held.app.emulator.nextId(held.phone.userId)
  const where = message === undefined || on === undefined ? {} : { on: { messageId: on, message } }
  await act(held, { type: 'press', id, data, words: text, ...where })
}

/** Sends a JPEG or PNG of up to 5 MiB. Fails with `sandbox.not-a-photo`. */
export async function sendPhoto(held: HeldPhone, bytes: Uint8Array): Promise<void> {
  requireFriend(held)
  requireAble(held, 'photo')
  const mediaType = photoType(bytes)
  if (mediaType === undefined || bytes.byteLength > photoBytes) {
    throw new Failure('sandbox.not-a-photo', { mebibytes: 5 }, { field: 'photo' })
  }
  const sha256 = (await held.sandbox.context.files.put(bytes)).toString('hex')
  const id = await keep(held, { type: 'image' }, { sha256, mediaType })
  await act(held, { type: 'photo', id, mediaType, bytes })
}

/** Sends the sticker this phone has. */
export async function sendSticker(held: HeldPhone): Promise<void> {
  requireFriend(held)
  requireAble(held, 'sticker')
  await act(held, { type: 'sticker', id: await keep(held, { type: 'sticker' }) })
}

/** A place everybody may know: the main station of Taipei. WGS 84. */
const station = { latitude: 25.0478, longitude: 121.517, title: '臺北車站 · Taipei Main Station' }

/** Tells where the phone says it is. */
export async function sendLocation(held: HeldPhone): Promise<void> {
  requireFriend(held)
  requireAble(held, 'location')
  await act(held, { type: 'location', ...station, id: await keep(held, { type: 'location', ...station }) })
}

/** Looks at the chat: where the provider tells of reading, the account hears that its messages were seen. */
export async function read({ app, phone }: HeldPhone): Promise<void> {
  if (app.emulator.read === undefined || !phone.isFriend || phone.isGone) return
  const messageIds = await app.scope.transaction((transaction) => markRead(transaction, phone.phoneId))
  if (messageIds.length > 0) app.emulator.read(phone, messageIds)
}

/** The number or mailbox goes (or is back): the provider still takes what is sent there, and later tells that it failed. */
export async function lose({ app, phone, sandbox }: HeldPhone, isGone: boolean): Promise<void> {
  if (app.emulator.lose === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  await app.scope.transaction((transaction) => setGone(transaction, phone.phoneId, isGone))
  app.emulator.lose(phone.userId, isGone)
  sandbox.doorbell.ring(phone.phoneId)
}

/** Takes a message back. The account is told and is to forget it. */
export async function unsend(held: HeldPhone, messageId: string): Promise<void> {
  const { app, phone, sandbox } = held
  requireAble(held, 'unsend')
  if (!(await app.scope.transaction((tx) => deleteOwnLine(tx, phone.phoneId, messageId)))) return
  sandbox.doorbell.ring(phone.phoneId)
  await act(held, { type: 'unsend', messageId })
}

/** The phone as it is now. Fails with `sandbox.unknown-phone`. */
export async function readPhone(transaction: Transaction, phoneId: string): Promise<Phone> {
  const phone = await findPhone(transaction, phoneId)
  if (!phone) throw unknownPhone()
  return phone
}

async function befriend(
  { app, phone, sandbox }: HeldPhone,
  state: { isFollowing: boolean; isBlocking: boolean },
): Promise<void> {
  await app.scope.transaction((transaction) => setFriendship(transaction, phone.phoneId, state))
  sandbox.doorbell.ring(phone.phoneId)
}

async function keep(
  { app, phone, sandbox }: HeldPhone,
  message: Kept['message'],
  photo?: NonNullable<Kept['photo']>,
): Promise<string> {
  const id = app.emulator.nextId(phone.userId)
  const content: Kept = { via: 'phone', message, ...(photo ? { photo } : {}) }
  await app.scope.transaction((transaction) =>
    insertLines(transaction, [{ phoneId: phone.phoneId, isOwn: true, providerMessageId: id, content }]),
  )
  sandbox.doorbell.ring(phone.phoneId)
  return id
}

async function messageOn({ app, phone }: HeldPhone, messageId: string): Promise<unknown> {
  const line = await app.scope.transaction((transaction) => findLine(transaction, messageId))
  if (line === undefined || line.isOwn || line.phoneId !== phone.phoneId) return undefined
  return line.content.message
}

async function act({ app, phone }: HeldPhone, deed: Deed): Promise<void> {
  await app.emulator.act(phone, deed)
}

function requireFriend({ phone }: HeldPhone): void {
  if (!phone.isFriend || phone.isGone) throw new Failure('sandbox.not-a-friend', {}, { kind: 'conflict' })
}

/** What this app cannot do, its page does not offer. */
function requireAble({ app }: HeldPhone, deed: DeedType): void {
  if (!app.provider.deeds.has(deed)) throw new Failure('request.missing', {}, { kind: 'missing' })
}

function unknownPhone(): Failure {
  return new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

function photoType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (start === '89504e470d0a1a0a') return 'image/png'
  return start.startsWith('ffd8ff') ? 'image/jpeg' : undefined
}
