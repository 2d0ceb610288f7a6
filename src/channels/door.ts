import type { z } from 'zod'
import { Failure } from '../platform/errors.ts'
import type { Address, ChannelAdapter, ChannelKind, ComposeContext, RawRequest, Reception } from './adapter.ts'
import { type ArrivedRequest, arrived, inLowerCase, type Pairs } from './arrival.ts'
import type { Channel } from './channel.ts'
import { openChannel as openStrictly } from './kinds.ts'
import { type OutboundMessage, outboundMessage } from './message.ts'
import type { Outcome } from './outcome.ts'
import type { ProviderRequest, ProviderResponse } from './request.ts'

/** A message as it may be written: lists that are empty may be left out. */
export type MessageInput = z.input<typeof outboundMessage>

/** `now` is the present moment unless said. */
export type DoorContext = Omit<ComposeContext, 'now'> & { readonly now?: Date | undefined }

/** An answer with its headers as any HTTP client gives them. */
export type AnyResponse =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Pairs; readonly body: string }
  | Exclude<ProviderResponse, { kind: 'answered' }>

/**
 * An adapter as other programs meet it: requests, messages and answers may come in any of their usual shapes. `compose` throws
 * `channels.message-invalid` with the field at fault for a message that is none, and for a missing `deliveryId`.
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
    compose: (message: MessageInput, to: Address, settings: Config, context: DoorContext): ProviderRequest[] =>
      by(settings, (config) => adapter.compose(readMessage(message), to, config, readContext(context))),
    interpret: (response: AnyResponse, request: ProviderRequest): Outcome =>
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
  compose(message: MessageInput, to: Address, context: DoorContext): ProviderRequest[]
  interpret(response: AnyResponse, request: ProviderRequest): Outcome
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
    compose: (message, to, context) => channel.compose(readMessage(message), to, readContext(context)),
    interpret: (response, request) => channel.interpret(readResponse(response), request),
  }
}

function readMessage(message: MessageInput): OutboundMessage {
  const read = outboundMessage.safeParse(wellFormed(message))
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

/** Keys that make a repetition harmless follow from the delivery's id: two messages without one would be one. */
function readContext({ now = new Date(), ...context }: DoorContext): ComposeContext {
  if (typeof context.deliveryId !== 'string' || context.deliveryId === '') throw unfit('deliveryId')
  return { ...context, now }
}

function readResponse(response: AnyResponse): ProviderResponse {
  return response.kind === 'answered' ? { ...response, headers: inLowerCase(response.headers) } : response
}

function unfit(field: string, cause?: unknown): Failure {
  return new Failure('channels.message-invalid', { field }, { field, ...(cause === undefined ? {} : { cause }) })
}
