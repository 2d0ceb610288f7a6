import { z } from 'zod'
import type { RequestContext } from '../../channels/adapter.ts'
import type { Channel } from '../../channels/channel.ts'
import type { Attachment } from '../../channels/event.ts'
import { readJson } from '../../channels/json.ts'
import type { Outcome } from '../../channels/outcome.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { receivedBytes } from '../../platform/received.ts'
import type { Refusal } from './media.ts'

/** What became of asking for a file. `auth`: our credentials were refused. */
export type Download =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | { readonly kind: 'gone' }
  | { readonly kind: 'later'; readonly waitSeconds?: number }
  | { readonly kind: 'auth' }

/** A provider that is slower than this is asked again later. For the directions and the bytes each. */
const timeoutMilliseconds = 60_000

/** Directions and refusals are short; what is longer is none. */
const wordBytes = 64 * 1024

/**
 * Asks the provider for an attachment's bytes. Only requests the adapter built are made, to the hosts it vouches for, and no
 * redirect is followed: nobody outside can send this server anywhere.
 */
export async function download(
  fetchIt: typeof fetch,
  channel: Channel,
  attachment: Attachment,
  context: RequestContext,
): Promise<Download> {
  const { mediaId, url } = attachment
  if (mediaId === undefined) {
    const request = url === undefined ? null : channel.contentFrom(url, context)
    return request === null ? { kind: 'refused', reason: 'elsewhere' } : ask(fetchIt, channel, request)
  }
  const request = channel.content(mediaId, context)
  if (request === null) return { kind: 'refused', reason: 'not-given' }
  const told = await ask(fetchIt, channel, request)
  const words = channel.givesDirections && told.kind === 'bytes' ? wordsIn(told.bytes) : undefined
  if (words === undefined) return told
  const answer = { kind: 'answered', status: 200, headers: {}, body: words } as const
  const directions = channel.contentAt(answer, context)
  return directions === null ? meaningOf(channel.interpret(answer, request)) : ask(fetchIt, channel, directions)
}

/** JSON in place of a file: directions to it, or a refusal with a friendly status (WeChat). */
function wordsIn(bytes: Uint8Array): string | undefined {
  const isJson = bytes.byteLength <= wordBytes && readJson(bytes, z.looseObject({})) !== null
  return isJson ? new TextDecoder().decode(bytes) : undefined
}

async function ask(fetchIt: typeof fetch, channel: Channel, request: ProviderRequest): Promise<Download> {
  try {
    const response = await fetchIt(request.url, {
      method: request.method,
      headers: { ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
      ...(request.method === 'POST' ? { body: request.body } : {}),
    })
    if (response.status !== 200) return await judge(response, channel, request)
    const bytes = await readUpTo(response, receivedBytes)
    return bytes === undefined ? { kind: 'refused', reason: 'too-large' } : { kind: 'bytes', bytes }
  } catch {
    // No connection, none in time, or one that broke: nothing is told by it but that it must be tried again.
    return { kind: 'later' }
  }
}

/** LINE answers 202 while it still prepares a film, and 410 for what was unsent (Messaging API reference, 2026-08). */
async function judge(response: Response, channel: Channel, request: ProviderRequest): Promise<Download> {
  const { status } = response
  const bytes = await readUpTo(response, wordBytes)
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status < 300) return { kind: 'later' }
  if (status < 400) return { kind: 'refused', reason: 'elsewhere' }
  const body = new TextDecoder().decode(bytes)
  const headers = Object.fromEntries(response.headers)
  return meaningOf(channel.interpret({ kind: 'answered', status, headers, body }, request))
}

function meaningOf(outcome: Outcome): Download {
  switch (outcome.kind) {
    case 'auth':
      return { kind: 'auth' }
    case 'rate_limited':
      return { kind: 'later', ...(outcome.waitSeconds === undefined ? {} : { waitSeconds: outcome.waitSeconds }) }
    case 'retryable':
    case 'unknown':
    case 'quota':
      return { kind: 'later' }
    default:
      return { kind: 'refused', reason: 'not-given' }
  }
}

/** Reads a body while it is small enough; `undefined`, and the connection closed, as soon as it is not. */
async function readUpTo(response: Response, mostBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  const isAnnounced = Number(response.headers.get('content-length') ?? 0) > mostBytes
  if (isAnnounced) await response.body?.cancel()
  if (isAnnounced || response.body === null) return isAnnounced ? undefined : new Uint8Array()
  for await (const chunk of response.body) {
    length += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
