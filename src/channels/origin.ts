import { Failure } from '../platform/errors.ts'

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost']

/** Whether a URL stays on this machine. */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.includes(url.hostname)
}

/**
 * Where a kind's requests go: the provider's own origin, or a demo account's emulator on this machine. Throws
 * `channels.sandbox-not-loopback`, so that a stored setting can never redirect a token to a stranger.
 */
export function providerOrigin(official: `https://${string}`, sandboxOrigin: string | undefined): string {
  if (sandboxOrigin === undefined) return official
  const url = URL.canParse(sandboxOrigin) ? new URL(sandboxOrigin) : null
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || url.protocol !== 'http:' || !isLoopback(url)) throw new Failure('channels.sandbox-not-loopback')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}
