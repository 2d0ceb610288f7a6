import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { Failure } from '../errors.ts'
import type { Translate } from '../i18n/translator.ts'
import type { Language } from '../languages.ts'
import type { Context, Scope } from '../scope.ts'
import { invalidInput, refuseUnusableText } from './invalid-input.ts'

/** What middleware leaves on a request. */
export interface Environment {
  Variables: {
    context: Context
    requestId: string
    /** The nonce of this answer's Content-Security-Policy. */
    nonce: string
    /** The reader's language: `?lang=`, then their cookie, then Accept-Language. */
    language: Language
    translate: Translate
    /** Set once the request is known to come from a member; read it with `scopeOf`. */
    scope: Scope | undefined
  }
}

/** A request in this house. */
export type Request = HonoContext<Environment>

/** A router whose input errors become a Failure `request.invalid` that names the field and the rule it broke. */
export function newRouter(): OpenAPIHono<Environment> {
  return new OpenAPIHono<Environment>({
    defaultHook: (result) => {
      if (!result.success) throw invalidInput(result.error, 'data' in result ? result.data : undefined)
      refuseUnusableText(result.data)
    },
  })
}

/** The member's scope. Fails with `request.sign-in-needed` when nobody is signed in. */
export function scopeOf(request: { get(key: 'scope'): Scope | undefined }): Scope {
  const scope = request.get('scope')
  if (!scope) throw new Failure('request.sign-in-needed', {}, { kind: 'unauthenticated' })
  return scope
}
