import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Failure } from '../errors.ts'

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

/** A listening port, and whoever answers behind it. */
export interface Door {
  port: number
  /** From now on this answers. Before, everybody is asked to wait (503). */
  answer(fetch: Fetch): void
  /** Takes no new connections, lets requests in hand finish for up to `graceSeconds`, then closes what is left (streams). Once. */
  close(graceSeconds: number): Promise<void>
}

/** Takes the port. Fails with `settings.port-taken` or `settings.cannot-listen`, naming the variable to change. */
export async function openDoor({ host, port }: { host: string; port: number }): Promise<Door> {
  let answering: Fetch = pleaseWait
  const server = createAdaptorServer({ fetch: (request, environment) => answering(request, environment) })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  let closed: Promise<void> | undefined
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    answer: (fetch) => {
      answering = fetch
    },
    close: (graceSeconds) => {
      closed ??= drain(server, graceSeconds)
      return closed
    },
  }
}

/** A browser looks again by itself; a provider sends again later. */
function pleaseWait(): Response {
  const words = '<!doctype html><meta charset="utf-8"><title>Riscontro</title><p>Riscontro is starting …</p>'
  const headers = { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2', refresh: '2' }
  return new Response(words, { status: 503, headers: { ...headers, 'cache-control': 'no-store' } })
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): Failure {
  if (cause.code === 'EADDRINUSE') return new Failure('settings.port-taken', { port }, { field: 'PORT', cause })
  return new Failure('settings.cannot-listen', { host, port, reason: cause.code ?? '' }, { field: 'HOST', cause })
}

function drain(server: ReturnType<typeof createAdaptorServer>, graceSeconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => closeAll(server), graceSeconds * 1000)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    if (isHttpServer(server)) server.closeIdleConnections()
  })
}

function closeAll(server: object): void {
  if (isHttpServer(server)) server.closeAllConnections()
}

function isHttpServer(server: object): server is Server {
  return 'closeAllConnections' in server
}
