import { Socket } from 'node:net'
import { z } from 'zod'

/**
 * Runs before every test file: no socket of a test leaves this machine, whoever opens it (fetch, SMTP, a driver). Nothing is
 * looked up by name either, because names are looked up by the socket.
 */
const local = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

const byOptions = z.object({ host: z.string().nullish(), path: z.string().nullish() })

/** Where a call of `connect` leads, `undefined` for this machine: a socket file, a port without a host. */
function farHost(first: unknown, second: unknown): string | undefined {
  const asked = Array.isArray(first) ? first[0] : first
  const options = byOptions.safeParse(asked)
  const host = options.success ? (options.data.path ? undefined : options.data.host) : second
  return typeof host !== 'string' || local.test(host) ? undefined : host
}

const connect = Reflect.get(Socket.prototype, 'connect')

Reflect.set(Socket.prototype, 'connect', function (this: Socket, ...where: unknown[]) {
  const host = farHost(where[0], where[1])
  if (host !== undefined) throw new Error(`A test tried to reach ${host}`)
  return Reflect.apply(connect, this, where)
})
