import { isLoopback } from '../origin.ts'
import type { Transport } from '../request.ts'

/** A transport for tests: speaks HTTP to this machine and throws for every other host, so that no test reaches a provider. */
export const localTransport: Transport = async (request) => {
  const url = new URL(request.url)
  if (url.protocol !== 'http:' || !isLoopback(url)) throw new Error(`A test tried to reach ${url.host || url.protocol}`)
  const { method, headers } = request
  const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body: request.body }) })
  return {
    kind: 'answered',
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}
