import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Failure } from '../platform/errors.ts'
import type { Request } from '../platform/http/api.ts'
import { isUuid } from '../platform/ids.ts'
import type { EmulatedKind } from './emulator.ts'
import type { PhoneApp } from './phone-app.ts'
import { type HeldPhone, readPhone } from './phone-deeds.ts'
import { isEmulated } from './providers.ts'
import type { Sandbox } from './sandbox.ts'

const cookie = 'sandbox_phone'
const purpose = 'sandbox.phone'
const path = '/sandbox'
const keptSeconds = 30 * 24 * 60 * 60

/** Puts a phone into this browser's hand, this app open: whoever has the cookie is the person. */
export function hand(request: Request, { kind, scope, channelAccountId }: PhoneApp, phoneId: string): void {
  const ids = [scope.organisationId, channelAccountId, phoneId, kind].join('.')
  const signature = request.get('context').vault.sign(purpose, ids)
  setCookie(request, cookie, `${ids}.${signature}`, { path, httpOnly: true, sameSite: 'Lax', maxAge: keptSeconds })
}

/** Puts the phone back on the shelf; it keeps what was said. */
export function putBack(request: Request): void {
  deleteCookie(request, cookie, { path })
}

/** The phone this browser holds; undefined when it holds none, or one of a demonstration that is gone. */
export async function heldPhone(sandbox: Sandbox, request: Request): Promise<HeldPhone | undefined> {
  const ids = (getCookie(request, cookie) ?? '').split('.')
  const signature = ids.pop() ?? ''
  const [organisation = '', account = '', phoneId = '', kind = ''] = ids
  if (!sandbox.context.vault.verify(purpose, ids.join('.'), signature)) return undefined
  const app = isEmulated(kind) ? await sandbox.find(kind, organisation, account) : undefined
  if (app === undefined || !isUuid(phoneId)) return undefined
  const phone = await app.scope.transaction((tx) => readPhone(tx, phoneId)).catch(ignoreUnknown)
  return phone && { sandbox, app, phone }
}

/** The phone of the address, if it is the one this browser holds. Fails with `sandbox.unknown-phone`. */
export async function requirePhone(sandbox: Sandbox, request: Request): Promise<HeldPhone> {
  const held = await heldPhone(sandbox, request)
  if (held !== undefined && held.phone.phoneId === request.req.param('phone')) return held
  throw new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

/** The phone this browser holds, with the app of a kind open. Fails with `sandbox.unknown-phone`. */
export async function requireHeld(sandbox: Sandbox, request: Request, kind: EmulatedKind): Promise<HeldPhone> {
  const held = await heldPhone(sandbox, request)
  if (held?.app.kind === kind) return held
  throw new Failure('sandbox.unknown-phone', {}, { kind: 'missing' })
}

function ignoreUnknown(error: unknown): undefined {
  if (error instanceof Failure && error.code === 'sandbox.unknown-phone') return undefined
  throw error
}
