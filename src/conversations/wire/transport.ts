import type { ProviderRequest, ProviderResponse } from '../../channels/request.ts'
import { exchange } from './exchange.ts'
import { attachFiles } from './mail-attachments.ts'
import { sendMail } from './mail-transport.ts'
import { uploadFile } from './upload-transport.ts'

const usualTimeout = 10_000

/** Failures before a byte of the request left: nothing can have happened at the provider. */
const unreachedCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_INVALID_ARG',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Sends a request the way its method says: a mail to its server, everything else over HTTP, a file read before it goes along. */
export async function send(fetchIt: typeof fetch, request: ProviderRequest): Promise<ProviderResponse> {
  if (request.attach !== undefined) return send(fetchIt, without(await attachFiles(fetchIt, request)))
  if (request.upload !== undefined) return uploadFile(fetchIt, request, request.upload)
  return request.method === 'MAIL' ? sendMail(request) : sendOverHttp(fetchIt, request)
}

function without({ attach: _, ...request }: ProviderRequest): ProviderRequest {
  return request
}

/** Sends one HTTP request and says what became of it; redirects are not followed, a token must not travel on. */
export async function sendOverHttp(
  fetchIt: typeof fetch,
  request: ProviderRequest,
  timeoutMilliseconds = usualTimeout,
): Promise<ProviderResponse> {
  try {
    // Where nobody put another in its place, a plain client does the same for a third of the cost.
    if (fetchIt === fetch) return await exchange(request, timeoutMilliseconds)
    const response = await fetchIt(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...bodyOf(request),
    })
    const body = await response.text()
    return { kind: 'answered', status: response.status, headers: Object.fromEntries(response.headers), body }
  } catch (error) {
    const code = codeOf(error)
    return unreachedCodes.has(code) ? { kind: 'unreached', reason: code } : { kind: 'unanswered', reason: code }
  }
}

/** Nothing is sent where nothing is to be said: some providers refuse a `DELETE` with a body of no bytes. */
function bodyOf({ method, body, bodyBase64 }: ProviderRequest): RequestInit {
  if (method === 'GET') return {}
  if (bodyBase64 !== undefined) return { body: Buffer.from(bodyBase64, 'base64') }
  return body === '' && method !== 'POST' ? {} : { body }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? error.name : codeOf(error.cause)
}
