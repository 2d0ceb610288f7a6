import { Failure } from '../platform/errors.ts'
import { organisationId } from '../platform/ids.ts'
import { type Context, Scope } from '../platform/scope.ts'

const purpose = 'gifts.return'

/**
 * What the address of the page a donor comes back to carries: the attempt's id, signed, 66 characters. It is short because
 * ECPay takes no address beyond 200.
 */
export function returnToken(scope: Scope, giftIntentId: string): string {
  const ids = Buffer.from((scope.organisationId + giftIntentId).replaceAll('-', ''), 'hex').toString('base64url')
  return `${ids}.${short(scope.context.vault.sign(purpose, ids))}`
}

/** Opens it again. Fails with `gifts.unknown-intent` for anything we did not sign. */
export function openReturn(context: Context, token: string): { scope: Scope; giftIntentId: string } {
  const [ids = '', given = ''] = token.split('.')
  const hex = Buffer.from(ids, 'base64url').toString('hex')
  if (hex.length !== 64 || !context.vault.signatures(purpose, ids).map(short).includes(given)) {
    throw new Failure('gifts.unknown-intent', {}, { kind: 'missing' })
  }
  const giftIntentId = uuidOf(hex.slice(32))
  const scope = new Scope(context, organisationId(uuidOf(hex.slice(0, 32))), { kind: 'link', id: giftIntentId })
  return { scope, giftIntentId }
}

function short(signature: string): string {
  return signature.slice(0, 22)
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
