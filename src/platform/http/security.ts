import { randomBytes } from 'node:crypto'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { Failure } from '../errors.ts'
import type { Environment, Request } from './api.ts'

/** Headers of every answer: a nonce for scripts, nothing framed, nothing sniffed, no address leaked to other sites. */
export const secureHeaders = createMiddleware<Environment>(async (request, next) => {
  const nonce = randomBytes(16).toString('base64')
  request.set('nonce', nonce)
  await next()
  const headers = request.res.headers
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentSecurityPolicy(nonce))
  headers.set('x-content-type-options', 'nosniff')
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  if (request.get('context').settings.publicUrl.startsWith('https:')) {
    headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
})

// form-action is open to https: a gift form is redirected, or posted, to the payment provider's own page.
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self' https: http://127.0.0.1:*",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Refuses a change that another site's page asked for, with `request.foreign-form`. Browsers say where a request comes from;
 * a program that says nothing has no cookies of ours to abuse. Hooks are exempt: they carry a signature instead.
 */
export const refuseForeignForms = createMiddleware<Environment>(async (request, next) => {
  if (!isFromOwnPage(request)) throw new Failure('request.foreign-form', {}, { kind: 'forbidden' })
  await next()
})

/** Whether a request changes nothing, or was asked for by one of our own pages. */
export function isFromOwnPage(request: Request): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.req.method)) return true
  const site = request.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const origin = request.req.header('origin')
  return (
    origin === undefined ||
    origin === new URL(request.req.url).origin ||
    origin === request.get('context').settings.publicUrl
  )
}

/** Refuses bodies above `mebibytes` before reading them whole, with `request.too-large`. */
export function limitBody(mebibytes: number) {
  return bodyLimit({
    maxSize: mebibytes * 1024 * 1024,
    onError: () => {
      throw new Failure('request.too-large', { mebibytes })
    },
  })
}
