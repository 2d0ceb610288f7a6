import { randomBytes } from 'node:crypto'
import { Failure } from '../platform/errors.ts'
import type { Transaction } from '../platform/scope.ts'
import type { EmulatedChannel } from './line/channel.ts'
import type { LineEmulator } from './line/emulator.ts'
import { type Deed, eventOf, isAnswerable } from './line/event.ts'
import type { Kept, Owner, Phone } from './phone.ts'
import { rememberTalk } from './phone-memory.ts'
import { deleteOwnLine, findPhone, insertLines, insertPhone, phoneOfUser, setFriendship } from './phone-store.ts'

/** A phone in somebody's hand, and the LINE it is connected to. */
export interface HeldPhone {
  readonly emulator: LineEmulator
  readonly channel: EmulatedChannel
  readonly phone: Phone
}

/** A photo's bytes are taken up to this size; LINE's own limit is higher. */
const photoBytes = 5 * 1024 * 1024

/** Takes a new phone from the shelf. */
export function takePhone(channel: EmulatedChannel, owner: Owner): Promise<Phone> {
  return channel.scope.transaction((transaction) => insertPhone(transaction, channel.channelAccountId, owner))
}

/** Borrows the phone of somebody of the demonstration, with what was said so far. Fails with `sandbox.unknown-phone`. */
export function borrowPhone(channel: EmulatedChannel, emulator: LineEmulator, userId: string): Promise<Phone> {
  return channel.scope.transaction(async (transaction) => {
    const phone = await phoneOfUser(transaction, channel.channelAccountId, userId)
    if (!phone) throw unknownPhone()
    await rememberTalk(transaction, emulator, phone)
    return phone
  })
}

/** Adds the account as a friend; or lifts the block. Nothing happens when they are friends already. */
export async function addFriend(held: HeldPhone): Promise<void> {
  const { isFriend, isBlocking } = held.phone
  if (isFriend) return
  await befriend(held, { isFollowing: true, isBlocking: false })
  await tell(held, { type: 'follow', follow: { isUnblocked: isBlocking } })
}

/** Blocks the account: LINE tells it so, and keeps back what it sends from now on. */
export async function block(held: HeldPhone): Promise<void> {
  if (held.phone.isBlocking) return
  await befriend(held, { isFollowing: true, isBlocking: true })
  await tell(held, { type: 'unfollow' })
}

/** Writes words, 1 to 5,000 UTF-16 units. */
export async function say(held: HeldPhone, words: string): Promise<void> {
  requireFriend(held)
  const text = words.slice(0, 5000)
  if (text.trim() === '') throw new Failure('sandbox.nothing-said', {}, { field: 'text' })
  const message = await keep(held, { type: 'text', text })
  await tell(held, { type: 'message', message: { ...message, quoteToken: newQuoteToken() } })
}

/** Presses a button, a quick reply or the menu. `words` appear as if the person had said them; the account gets `data` alone. */
export async function press(held: HeldPhone, data: string, words: string | undefined): Promise<void> {
  requireFriend(held)
  if (data === '' || data.length > 300) throw new Failure('sandbox.nothing-said', {}, { field: 'data' })
  if (words) await keep(held, { type: 'text', text: words.slice(0, 300) })
  await tell(held, { type: 'postback', postback: { data } })
}

/** Sends a JPEG or PNG of up to 5 MiB. Fails with `sandbox.not-a-photo`. */
export async function sendPhoto(held: HeldPhone, bytes: Uint8Array): Promise<void> {
  requireFriend(held)
  const mediaType = photoType(bytes)
  if (mediaType === undefined || bytes.byteLength > photoBytes) {
    throw new Failure('sandbox.not-a-photo', { mebibytes: 5 }, { field: 'photo' })
  }
  const sha256 = (await held.emulator.context.files.put(bytes)).toString('hex')
  const message = await keep(held, { type: 'image' }, { sha256, mediaType })
  const contentProvider = { type: 'line' }
  await tell(held, { type: 'message', message: { ...message, quoteToken: newQuoteToken(), contentProvider } })
}

/** Takes a message back. The account is told and is to forget it. */
export async function unsend(held: HeldPhone, messageId: string): Promise<void> {
  const { channel, phone, emulator } = held
  if (!(await channel.scope.transaction((tx) => deleteOwnLine(tx, phone.phoneId, messageId)))) return
  emulator.doorbell.ring(phone.phoneId)
  await tell(held, { type: 'unsend', unsend: { messageId } })
}

/** The phone as it is now. Fails with `sandbox.unknown-phone`. */
export async function readPhone(transaction: Transaction, phoneId: string): Promise<Phone> {
  const phone = await findPhone(transaction, phoneId)
  if (!phone) throw unknownPhone()
  return phone
}

async function befriend(
  { channel, phone, emulator }: HeldPhone,
  state: { isFollowing: boolean; isBlocking: boolean },
): Promise<void> {
  await channel.scope.transaction((transaction) => setFriendship(transaction, phone.phoneId, state))
  emulator.doorbell.ring(phone.phoneId)
}

async function keep(
  { channel, phone, emulator }: HeldPhone,
  message: Kept['message'],
  photo?: NonNullable<Kept['photo']>,
): Promise<{ type: string; id: string }> {
  const id = emulator.nextMessageId()
  const content: Kept = { via: 'phone', message, ...(photo ? { photo } : {}) }
  await channel.scope.transaction((transaction) =>
    insertLines(transaction, [{ phoneId: phone.phoneId, isOwn: true, providerMessageId: id, content }]),
  )
  emulator.doorbell.ring(phone.phoneId)
  return { ...message, id }
}

// The phone does not wait for the account: what is not heard is told again.
async function tell({ emulator, channel, phone }: HeldPhone, deed: Deed): Promise<void> {
  const at = emulator.context.clock.now()
  const token = isAnswerable(deed) ? emulator.replyTokens.issue(channel.channelAccountId, phone.userId, at) : undefined
  await emulator.webhooks.tell(channel, eventOf(deed, phone.userId, at, token))
}

function requireFriend({ phone }: HeldPhone): void {
  if (!phone.isFriend) throw new Failure('sandbox.not-a-friend', {}, { kind: 'conflict' })
}

function unknownPhone(): Failure {
  return new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

function newQuoteToken(): string {
  return randomBytes(18).toString('base64url')
}

function photoType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (start === '89504e470d0a1a0a') return 'image/png'
  return start.startsWith('ffd8ff') ? 'image/jpeg' : undefined
}
