import { Failure } from '../platform/errors.ts'

/**
 * The origin requests go to: the emulator's when the context names one, else the provider's own.
 * Throws `payments.sandbox-not-loopback` unless the emulator is plain `http` on this machine, without path or password.
 */
export function originFor(providerOrigin: string, sandboxOrigin: string | undefined): string {
  if (sandboxOrigin === undefined) return providerOrigin
  const url = URL.canParse(sandboxOrigin) ? new URL(sandboxOrigin) : null
  if (url === null || url.protocol !== 'http:' || !isLoopback(url.hostname) || url.href !== `${url.origin}/`) {
    throw new Failure('payments.sandbox-not-loopback')
  }
  return url.origin
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}
