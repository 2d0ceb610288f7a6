import type { Abilities } from '../../channels/abilities.ts'
import type { ChannelKind } from '../../channels/adapter.ts'
import { type FittedMessage, fitMessage } from '../../channels/fit.ts'
import type { Block, Button, OutboundMessage } from '../../channels/message.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { shorten } from '../../channels/text.ts'
import { Failure } from '../../platform/errors.ts'
import { type PreviewContext, previewChannel, previewContext } from './preview-accounts.ts'
import { type Change, changesOf } from './preview-changes.ts'

/** What one channel makes of a message: the bubbles that arrive, and what is not as it was written. */
export interface Preview {
  kind: ChannelKind
  bubbles: Block[]
  quickReplies: string[]
  /** Requests it takes; each may be charged for, and one that fails holds up those after it. */
  requestCount: number
  changes: Change[]
  /** `template`: its window is closed and nothing but an approved template goes out. Codes of the adapter otherwise. */
  refusal: string | null
  /** For how long after the person wrote this goes out; null: at any time. */
  windowHours: number | null
}

/**
 * Composes a message with the real adapter of a kind, for nobody, and says what would arrive. What the adapter hands over as
 * it is (a picture, a film) is seen by its address standing in a request by itself. Pure.
 */
export function previewFor(
  kind: ChannelKind,
  message: OutboundMessage,
  { window, ...given }: PreviewContext & { window: 'open' | 'closed' },
): Preview {
  const { channel, to } = previewChannel(kind)
  const { abilities } = channel
  const shown = { kind, windowHours: abilities.window?.hours ?? null }
  const composed = attempt(() => channel.compose(message, to, { ...previewContext(kind, given), window }))
  if ('refusal' in composed) {
    return { ...shown, bubbles: [], quickReplies: [], requestCount: 0, changes: [], refusal: composed.refusal }
  }
  const fitted = fittedAs(message, abilities, kind, composed.requests)
  const cut = (label: string) => shorten(label, abilities.buttons.labelLimit)
  return {
    ...shown,
    bubbles: fitted.blocks.map((block) => withLabels(block, cut)),
    quickReplies: fitted.quickReplies.map(({ label }) => shorten(label, abilities.quickReplies.labelLimit)),
    requestCount: composed.requests.length,
    changes: changesOf(message, fitted, abilities),
    refusal: null,
  }
}

function attempt(work: () => ProviderRequest[]): { requests: ProviderRequest[] } | { refusal: string } {
  try {
    return { requests: work() }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { refusal: error.code === 'channels.window-closed' ? 'template' : error.code }
  }
}

function fittedAs(
  message: OutboundMessage,
  abilities: Abilities,
  kind: ChannelKind,
  requests: readonly ProviderRequest[],
): FittedMessage {
  const handedOver = addressesIn(requests)
  // A mail's pictures stand inside its HTML.
  const fetchable = (url: string) => (handedOver === undefined ? url.startsWith('https://') : handedOver.has(url))
  return fitMessage(message, abilities, { kind, fetchable, takes: ({ url }) => fetchable(url) })
}

/** Every value in the requests' JSON that is an address and nothing else; undefined when a body is not JSON. */
function addressesIn(requests: readonly ProviderRequest[]): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  if (requests.some(({ method }) => method === 'MAIL')) return undefined
  const waiting = requests.flatMap(bodiesOf)
  for (const value of waiting) {
    if (typeof value === 'string' && /^https?:/.test(value)) found.add(value)
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value))
  }
  return found
}

/** What a request says, itself and in those it leads to; a file it brings along counts by its address. */
function bodiesOf({ body, upload, leadsTo = [] }: ProviderRequest): unknown[] {
  return [upload?.url, JSON.parse(body || 'null'), ...leadsTo.flatMap(bodiesOf)]
}

function withLabels(block: Block, cut: (label: string) => string): Block {
  if (block.type !== 'card') return block
  return { ...block, buttons: block.buttons.map((button): Button => ({ ...button, label: cut(button.label) })) }
}
