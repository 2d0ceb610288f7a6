import { randomBytes } from 'node:crypto'
import { Failure } from '../platform/errors.ts'
import { insertLines } from './chat-store.ts'
import type { GroupDeed } from './emulator.ts'
import type { HeldPhone } from './phone-deeds.ts'
import { readPhone } from './phone-deeds.ts'
import { findGroup, insertPhone, setFriendship } from './phone-store.ts'

/** The group of a phone's app, made where there is none. Fails with `request.missing` where this provider has none to play. */
export async function openGroup(held: HeldPhone, name: string): Promise<HeldPhone> {
  const { app, phone } = held
  const { newGroupId } = app.provider
  if (newGroupId === undefined || phone.groupOf !== null) throw new Failure('request.missing', {}, { kind: 'missing' })
  const { phoneId: groupOf, language, channelAccountId } = phone
  const group = await app.scope.transaction(
    async (transaction) =>
      (await findGroup(transaction, groupOf)) ??
      insertPhone(transaction, {
        ...{ name, language, channelAccountId, groupOf, isFollowing: false },
        userId: newGroupId(randomBytes(16)),
      }),
  )
  return { ...held, phone: group }
}

/** Back from a group to the phone it was opened from. */
export async function leaveGroup(held: HeldPhone): Promise<HeldPhone> {
  const { groupOf } = held.phone
  if (groupOf === null) return held
  return { ...held, phone: await held.app.scope.transaction((transaction) => readPhone(transaction, groupOf)) }
}

/** Asks the account into the group, or puts it out. */
export async function setPresence(held: HeldPhone, isIn: boolean): Promise<void> {
  const { app, phone, sandbox } = held
  if (phone.isFriend === isIn) return
  const state = { isFollowing: isIn, isBlocking: false }
  await app.scope.transaction((transaction) => setFriendship(transaction, phone.phoneId, state))
  sandbox.doorbell.ring(phone.phoneId)
  await act(held, { type: isIn ? 'invite' : 'remove' })
}

/** Says something in the group, 1 to 5,000 UTF-16 units, to the account or to the others. */
export async function sayInGroup(held: HeldPhone, words: string, mention: string | undefined): Promise<void> {
  const { app, phone, sandbox } = held
  const text = words.slice(0, 5000)
  if (text.trim() === '') throw new Failure('sandbox.nothing-said', {}, { field: 'text' })
  if (!phone.isFriend) throw new Failure('sandbox.not-a-friend', {}, { kind: 'conflict' })
  const id = app.emulator.nextId(phone.userId)
  const message = { type: 'text', text: mention === undefined ? text : `@${mention} ${text}` }
  const line = {
    phoneId: phone.phoneId,
    isOwn: true,
    providerMessageId: id,
    content: { via: 'phone', message },
  } as const
  await app.scope.transaction((transaction) => insertLines(transaction, [line]))
  sandbox.doorbell.ring(phone.phoneId)
  await act(held, { type: 'say', id, text, isMention: mention !== undefined })
}

async function act(held: HeldPhone, deed: GroupDeed): Promise<void> {
  const { emulator } = held.app
  const { userId: id, name } = held.phone
  if (emulator.group === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
  const { phone: by } = await leaveGroup(held)
  await emulator.group({ id, name }, by, deed)
}
