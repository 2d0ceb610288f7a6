// Loaded before the server (`node --import`): what it would say to a provider on the internet goes to the stand-in on this machine.
// Everything else about the server is as it is in production.
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import tls from 'node:tls'

const standIn = process.env.RISCONTRO_STAND_IN
const real = globalThis.fetch

globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (url.hostname === '127.0.0.1') return real(input, init)
  const headers = new Headers(init?.headers)
  headers.set('x-provider', url.hostname)
  return real(new URL(url.pathname + url.search, standIn), { ...init, headers })
}

https.request = (url, options, answered) => {
  const headers = { ...options.headers, 'x-provider': url.hostname }
  return http.request(new URL(url.pathname + url.search, standIn), { ...options, agent: undefined, headers }, answered)
}
const secure = tls.connect

// What is written to a provider over a connection of our own names it as its host.
tls.connect = (options, ...rest) => {
  if (options.host === undefined || options.host === '127.0.0.1') return secure(options, ...rest)
  const { hostname, port } = new URL(standIn)
  const socket = net.connect({ host: hostname, port: Number(port) })
  return socket.on('connect', () => socket.emit('secureConnect'))
}
syncBuiltinESMExports()
