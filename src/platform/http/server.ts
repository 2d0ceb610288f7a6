import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { Failure } from '../errors.ts'

/** A listening server. */
export interface Listening {
  port: number
  /** Takes no new connections, lets requests in hand finish for up to `graceSeconds`, then closes what is left (streams). */
  close(graceSeconds: number): Promise<void>
}

/** Listens. Fails with `settings.port-taken` or `settings.cannot-listen`, naming the variable to change. */
export async function listen(
  fetch: Parameters<typeof createAdaptorServer>[0]['fetch'],
  host: string,
  port: number,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (graceSeconds) => drain(server, graceSeconds),
  }
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
