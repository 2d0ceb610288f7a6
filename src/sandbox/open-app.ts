import { randomBytes } from 'node:crypto'
import { isLoopback } from '../channels/origin.ts'
import { describeError } from '../platform/log.ts'
import type { Context } from '../platform/scope.ts'
import { sandboxSettings } from './accounts.ts'
import { findLine, insertLines } from './chat-store.ts'
import type { Doorbell } from './doorbell.ts'
import type { Arrival, EmulatedKind, Photo, World } from './emulator.ts'
import type { FoundAccount } from './found-accounts.ts'
import type { Mood } from './mood.ts'
import type { PhoneApp } from './phone-app.ts'
import { phoneNamed, rememberedPhones } from './phone-store.ts'
import { openable } from './providers.ts'
import { tellUntilHeard } from './retelling.ts'
import type { Typing } from './typing.ts'

/** A provider waits this long for our hook; a loaded laptop is given more than most give. */
const patienceMilliseconds = 10_000

/** Receipts come a moment after the message was taken. */
const receiptMilliseconds = 300

/** What is around a played account. */
interface Surroundings {
  readonly context: Context
  readonly doorbell: Doorbell
  readonly typing: Typing
  moodOf(kind: EmulatedKind): Mood
}

/** Opens an account at its provider, who knows again whoever has a phone on it. */
export async function openPhoneApp(
  around: Surroundings,
  kind: Exclude<EmulatedKind, 'line'>,
  account: FoundAccount,
): Promise<PhoneApp> {
  const { scope, channelAccountId, name, hookUrl } = account
  const provider = openable[kind]
  const settings = sandboxSettings(scope, kind, name)
  const { emulator, api } = provider.open({ settings, name, hookUrl }, worldOf(around, kind, account))
  emulator.mood = around.moodOf(kind)
  const people = await scope.transaction((transaction) => rememberedPhones(transaction, channelAccountId))
  for (const person of people) emulator.remember(person)
  return { kind, scope, channelAccountId, provider, emulator, api }
}

function worldOf({ context, doorbell, typing }: Surroundings, kind: EmulatedKind, account: FoundAccount): World {
  const phoneOf = (userId: string) =>
    account.scope.transaction((transaction) => phoneNamed(transaction, account.channelAccountId, userId))
  return {
    fetch: (url, init, again) => {
      const told = (attempt: number) => tell(context, url, attempt === 0 ? init : (again?.(attempt) ?? init))
      return init.method === 'POST' && again !== null ? tellUntilHeard(kind, told) : told(0)
    },
    now: () => context.clock.now(),
    random: () => randomBytes(16),
    photo: (messageId) => readPhoto(account, messageId),
    arrived: async (arrival) => {
      const phoneId = await keep(account, arrival)
      if (phoneId === undefined) return
      typing.stop(phoneId)
      doorbell.ring(phoneId)
    },
    typing: (userId, seconds) => {
      void phoneOf(userId).then((phone) => phone && typing.show(phone.phoneId, seconds))
    },
    later: (act) => {
      const heed = (error: unknown) => context.log.warn(describeError(error), 'A receipt of the sandbox was not told')
      setTimeout(() => void act().catch(heed), receiptMilliseconds).unref()
    },
  }
}

/** Tells our own hook, and nobody else's: what is set as a webhook may be anything. */
async function tell({ fetch, log }: Context, url: string, init: RequestInit): Promise<Response> {
  if (!isLoopback(new URL(url))) return new Response(null, { status: 403 })
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patienceMilliseconds) })
  } catch (error) {
    log.warn(describeError(error), 'An emulated provider could not reach our hook')
    return new Response(null, { status: 503 })
  }
}

/** Puts a message into its phone; answers which that is. */
function keep({ scope, channelAccountId }: FoundAccount, arrival: Arrival): Promise<string | undefined> {
  const { userId, messageId, message } = arrival
  return scope.transaction(async (transaction) => {
    const phone = await phoneNamed(transaction, channelAccountId, userId)
    if (phone === undefined) return undefined
    const content = { via: 'api', message: { ...message } } as const
    await insertLines(transaction, [{ phoneId: phone.phoneId, isOwn: false, providerMessageId: messageId, content }])
    return phone.phoneId
  })
}

async function readPhoto({ scope }: FoundAccount, messageId: string): Promise<Photo | undefined> {
  const line = await scope.transaction((transaction) => findLine(transaction, messageId))
  const photo = line?.isOwn ? line.content.photo : undefined
  if (photo === undefined) return undefined
  const bytes = await scope.context.files.get(Buffer.from(photo.sha256, 'hex'))
  return { bytes: new Uint8Array(bytes), mediaType: photo.mediaType }
}
