import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Failure } from '../platform/errors.ts'
import type { Request } from '../platform/http/api.ts'
import { isUuid } from '../platform/ids.ts'
import { openChannel } from './line/channel.ts'
import type { LineEmulator } from './line/emulator.ts'
import type { Phone } from './phone.ts'
import { type HeldPhone, readPhone } from './phone-deeds.ts'

const cookie = 'sandbox_phone'
const purpose = 'sandbox.phone'
const path = '/sandbox'
const keptSeconds = 30 * 24 * 60 * 60

/** Puts a phone into this browser's hand: whoever has the cookie is the person. */
export function hand(request: Request, organisationId: string, { channelAccountId, phoneId }: Phone): void {
  const ids = [organisationId, channelAccountId, phoneId].join('.')
  const signature = request.get('context').vault.sign(purpose, ids)
  setCookie(request, cookie, `${ids}.${signature}`, { path, httpOnly: true, sameSite: 'Lax', maxAge: keptSeconds })
}

/** Puts the phone back on the shelf; it keeps what was said. */
export function putBack(request: Request): void {
  deleteCookie(request, cookie, { path })
}

/** The phone this browser holds; undefined when it holds none, or one of a demonstration that is gone. */
export async function heldPhone(emulator: LineEmulator, request: Request): Promise<HeldPhone | undefined> {
  const [organisation = '', account = '', phoneId = '', signature = ''] = (getCookie(request, cookie) ?? '').split('.')
  const { context } = emulator
  if (!context.vault.verify(purpose, [organisation, account, phoneId].join('.'), signature)) return undefined
  const channel = await openChannel(context, organisation, account)
  if (channel === undefined || !isUuid(phoneId)) return undefined
  const phone = await channel.scope.transaction((tx) => readPhone(tx, phoneId)).catch(ignoreUnknown)
  return phone && { emulator, channel, phone }
}

/** The phone of the address, if it is the one this browser holds. Fails with `sandbox.unknown-phone`. */
export async function requirePhone(emulator: LineEmulator, request: Request): Promise<HeldPhone> {
  const held = await heldPhone(emulator, request)
  if (held !== undefined && held.phone.phoneId === request.req.param('phone')) return held
  throw new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

function ignoreUnknown(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'sandbox.unknown-phone') return undefined
  throw error
}
