import type { OpenedLink } from '../../organisations/links.ts'
import { Failure } from '../../platform/errors.ts'

/**
 * What the forms of a private page carry: signed, and good for one link and one purpose. The address itself is the key to
 * such a page, so this need not be used up.
 */
export function sealForm({ scope, linkId }: OpenedLink, purpose: string): string {
  return scope.context.vault.sign('site.form', `${linkId}|${purpose}`)
}

/** Fails with `site.form-not-ours`. */
export function requireSeal({ scope, linkId }: OpenedLink, purpose: string, seal: string): void {
  if (scope.context.vault.verify('site.form', `${linkId}|${purpose}`, seal)) return
  throw new Failure('site.form-not-ours', {}, { kind: 'forbidden' })
}
