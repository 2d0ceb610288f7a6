import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Address, ChannelAdapter, ChannelKind, ComposeContext, RawRequest, Reception } from './adapter.ts'
import { type ArrivedRequest, arrived, inLowerCase, type Pairs } from './arrival.ts'
import type { Channel } from './channel.ts'
import { openChannel as openStrictly } from './kinds.ts'
import { type OutboundMessage, outboundMessage, textMessage } from './message.ts'
import type { Outcome } from './outcome.ts'
import type { ProviderRequest, ProviderResponse } from './request.ts'

/** A message as it may be written: mere words, or blocks with lists left out that are empty. */
export type MessageInput = string | z.input<typeof outboundMessage>

/** Where it goes: the chat of an event, or the name of a person. */
export type AddressInput = Address | string

/**
 * `now` is the present moment unless said. Without a `deliveryId` every call is a delivery of its own: its requests may be sent
 * again, but composing anew is a second message.
 */
export type DoorContext = Partial<ComposeContext>

/** An answer as any HTTP client gives it: `body` as text, or parsed where it was JSON. */
export type AnyResponse =
  | {
      readonly kind?: 'answered' | undefined
      readonly status: number
      readonly headers?: Pairs | undefined
      readonly body?: unknown
    }
  | Exclude<ProviderResponse, { kind: 'answered' }>

/**
 * An adapter as other programs meet it: requests, settings, messages and answers may come in any of their usual shapes.
 * `compose` throws `channels.message-invalid` with the field at fault for a message that is none.
 */
export function atTheDoor<Config, Whole extends ChannelAdapter<Config>>(adapter: Whole & ChannelAdapter<Config>) {
  const { unpack } = adapter
  const by = <Result>(settings: Config, work: (config: Config) => Result) => {
    const config = readSettings(adapter, settings)
    try {
      return work(config instanceof Failure ? settings : config)
    } catch (error) {
      throw config instanceof Failure && !(error instanceof Failure) ? config : error
    }
  }
  return {
    ...adapter,
    ...(unpack === undefined
      ? {}
      : {
          unpack: (request: ArrivedRequest, settings: Config): Promise<RawRequest> =>
            by(settings, (config) => unpack(arrived(request), config)),
        }),
    receive: (request: ArrivedRequest, settings: Config, now = new Date()): Reception =>
      by(settings, (config) => adapter.receive(arrived(request), config, now)),
    compose: (
      message: MessageInput,
      to: AddressInput,
      settings: Config,
      context: DoorContext = {},
    ): ProviderRequest[] =>
      by(settings, (config) => adapter.compose(readMessage(message), readAddress(to), config, readContext(context))),
    interpret: (response: AnyResponse, request: ProviderRequest = someRequest): Outcome =>
      adapter.interpret(readResponse(response), request),
  }
}

/** Settings as they were typed, defaults included; those that do not fit may still be enough for what is asked, and say why where not. */
function readSettings<Config>(adapter: ChannelAdapter<Config>, settings: Config): Config | Failure {
  try {
    return adapter.parseConfig(settings)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

/** A channel account as other programs meet it; see `atTheDoor`. */
export interface OpenChannel extends Omit<Channel, 'unpack' | 'receive' | 'compose' | 'interpret'> {
  /** Before `receive`: the request itself, or what the adapter has made readable of it (e-mail). */
  unpack(request: ArrivedRequest): Promise<RawRequest> | RawRequest
  /** `now` is the present moment unless said. */
  receive(request: ArrivedRequest, now?: Date): Reception
  compose(message: MessageInput, to: AddressInput, context?: DoorContext): ProviderRequest[]
  /** Without its `request` an answer is read as that of a send which cannot be recognised when it is repeated. */
  interpret(response: AnyResponse, request?: ProviderRequest): Outcome
}

/**
 * A channel account ready to receive and send. Throws `channels.kind-unknown`, and `channels.config-invalid` with the field at
 * fault when the settings do not fit the kind.
 */
export function openChannel(kind: ChannelKind, settings: unknown): OpenChannel {
  const channel = openStrictly(kind, settings)
  return {
    ...channel,
    unpack: (request) => channel.unpack(arrived(request)),
    receive: (request, now = new Date()) => channel.receive(arrived(request), now),
    compose: (message, to, context = {}) =>
      channel.compose(readMessage(message), readAddress(to), readContext(context)),
    interpret: (response, request = someRequest) => channel.interpret(readResponse(response), request),
  }
}

function readMessage(message: MessageInput): OutboundMessage {
  const read = outboundMessage.safeParse(wellFormed(typeof message === 'string' ? textMessage(message) : message))
  if (read.success) return read.data
  throw unfit(read.error.issues[0]?.path.join('.') || 'message', read.error)
}

/** Half a character, which no provider takes and UTF-8 does not have, becomes the sign for "unreadable". */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Cs}/gu, '\u{FFFD}')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wellFormed(inner)]))
}

function readAddress(to: AddressInput): Address {
  return typeof to === 'string' ? { type: 'user', id: to } : to
}

/** Keys that make a repetition harmless follow from the delivery's id: two messages must never share one. */
function readContext({ now = new Date(), deliveryId = '', ...context }: DoorContext): ComposeContext {
  return { ...context, now, deliveryId: deliveryId === '' ? randomUUID() : deliveryId }
}

/** What an answer was to, when nobody says: a message without a key. */
const someRequest: ProviderRequest = { part: 1, method: 'POST', url: '', headers: {}, body: '', quotaCount: 1 }

function readResponse(response: AnyResponse): ProviderResponse {
  if (response.kind === 'unanswered' || response.kind === 'unreached') return response
  const { status, headers = {}, body = '' } = response
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: inLowerCase(headers), body: text }
}

function unfit(field: string, cause: unknown): Failure {
  return new Failure('channels.message-invalid', { field }, { field, cause })
}
