import type { Abilities } from './abilities.ts'
import type { ChannelEvent, Chat, ReplyToken } from './event.ts'
import type { Figures, FiguresAsk } from './figures.ts'
import type { OutboundMessage } from './message.ts'
import type { Outcome } from './outcome.ts'
import type { Quota } from './quota.ts'
import type { ProviderRequest, ProviderResponse } from './request.ts'
import type { SignedIn, SignInAsk } from './sign-in.ts'
import type { TemplateState } from './template-state.ts'

/** The channels that exist. The provider's base URL follows from this and is never data. */
export const channelKinds = [
  'line',
  'webchat',
  'telegram',
  'whatsapp',
  'wechat',
  'messenger',
  'instagram',
  'viber',
  'slack',
  'email',
] as const
export type ChannelKind = (typeof channelKinds)[number]

/** An HTTP request as it arrived. Header and query names are in lower case; `body` is the raw bytes, unparsed. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What our endpoint answers, after `events` are committed. */
export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a webhook turned out to be. `accepted` false: not proven to come from the provider; store nothing, just answer. */
export interface Reception {
  readonly accepted: boolean
  readonly response: RawResponse
  readonly events: readonly ChannelEvent[]
  /** Files that came along and cannot be fetched later (e-mail): keep them before the events. */
  readonly files?: readonly CarriedFile[]
}

/** A file that came with the webhook itself; `mediaId` is what its event's attachment calls it, the same at every delivery. */
export interface CarriedFile {
  readonly mediaId: string
  readonly fileName: string | undefined
  readonly bytes: Uint8Array
}

/** Where a message goes: the chat of an event, or `{ type: 'user', id }` of an identity. */
export type Address = Chat

/** A credential fetched before sending; `expiresAt` in milliseconds since 1970. Keep it encrypted, use it until then. */
export interface AccessToken {
  readonly token: string
  readonly expiresAt: number
}

/** What a request needs besides the account's config. */
export interface RequestContext {
  readonly now: Date
  /** From `readToken`, when `authorise` asked for one. */
  readonly accessToken?: AccessToken | undefined
  /**
   * A demo account's emulator: an `http` URL on a loopback host, optionally with a path prefix; it stands in for all of
   * the provider's origins. Anything else is `channels.sandbox-not-loopback`.
   */
  readonly sandboxOrigin?: string | undefined
}

/** What composing needs besides the message. */
export interface ComposeContext extends RequestContext {
  /** A UUID, the same for every attempt at this delivery: idempotency keys are derived from it and the part number. */
  readonly deliveryId: string
  /** From the event being answered. Ignored when expired, so it can always be passed on. */
  readonly replyToken?: ReplyToken | undefined
  /** Groups figures of one broadcast at the provider (LINE customAggregationUnits): 1–30 of `a-z A-Z 0-9 _`. */
  readonly aggregationUnit?: string | undefined
  /** Deliver without a sound, where the channel can. */
  readonly silent?: boolean | undefined
  /** `closed`: say the message by its template for this kind. Without one, `compose` throws `channels.window-closed`. */
  readonly window?: 'open' | 'closed' | undefined
  /** Where this account's provider delivers to us: what a one-press unsubscribe link leads to (e-mail). */
  readonly hookUrl?: string | undefined
  /** Typed by a member in person, not by a script: some windows stay open longer for that. */
  readonly byMember?: boolean | undefined
}

/** One line of the menu a channel keeps beside the conversation. Its press comes back as a `postback`, a `command` or not at all. */
export interface MenuEntry {
  readonly label: string
  readonly action:
    | { readonly type: 'postback'; readonly payload: string }
    | { readonly type: 'link'; readonly url: string }
    /** Our own page behind `signInUrl` or `readHanded`: nobody else may be handed the proof of who opens it. */
    | { readonly type: 'page'; readonly url: string }
}

/** What putting a menu needs besides its entries. */
export interface MenuContext extends RequestContext {
  /** What `menuPlan` asked for, drawn. */
  readonly picture?: { readonly base64: string; readonly mediaType: 'image/png' | 'image/jpeg' } | undefined
  /** The words on the bar that opens the menu, where there is one. */
  readonly title?: string | undefined
  /** `everyone`: the account's own menu. `donors`: one that is shown to those alone whom `menuLink` names. */
  readonly audience?: 'everyone' | 'donors' | undefined
  /** The provider's name for the menu this one takes the place of, from `readMenu`. */
  readonly formerId?: string | undefined
}

/** The picture a channel wants as its menu: its size in pixels, and where which label goes. */
export interface MenuPlan {
  readonly width: number
  readonly height: number
  readonly places: readonly {
    readonly label: string
    readonly x: number
    readonly y: number
    readonly width: number
    readonly height: number
  }[]
}

/** What a check at the provider found, for the set-up page. Words are `conversations:findings.<about>.<right|wrong>`; `words` are the provider's own. */
export interface Finding {
  readonly about: 'credentials' | 'name' | 'webhook' | 'permissions' | 'events' | 'signIn'
  readonly isRight: boolean
  readonly words?: string | undefined
}

/** What the provider tells about a person who has agreed to be known. `language` is the provider's own tag. */
export interface Profile {
  readonly displayName?: string | undefined
  /** The person's name on all accounts of one owner: whoever bears it on another account is the same. */
  readonly unionId?: string | undefined
  readonly pictureUrl?: string | undefined
  readonly language?: string | undefined
}

/** One field of the set-up page. Words are `channels:<kind>.fields.<name>.label` and `.hint` (where to find it). */
export interface ConfigField {
  readonly name: string
  /** Encrypted at rest, never shown again, typed as a password. */
  readonly secret: boolean
  readonly required: boolean
  /** Made by us when left empty, to be copied to the provider. */
  readonly generated?: boolean
}

/**
 * A channel by contract: bytes in, events out; message in, requests out; answer in, outcome out. Pure: no network, no
 * clock, no randomness; whoever calls brings them. Every adapter must pass the kit in `kit/conformance.ts`.
 */
export interface ChannelAdapter<Config> {
  readonly kind: ChannelKind
  readonly abilities: Abilities
  readonly configFields: readonly ConfigField[]
  /** Reads stored or typed settings. Throws `channels.config-invalid` with `field` set to the field at fault. */
  parseConfig(settings: unknown): Config
  /**
   * Where bodies cannot be read at a glance (whole e-mails): turns a proven one into one that `receive` reads, and answers
   * everything else as it came. Call it first; verifying stays with `receive`. Never throws.
   */
  unpack?(request: RawRequest, config: Config): Promise<RawRequest>
  /** Verifies over the raw bytes, then reads. Never throws, whatever the bytes; an unknown event is kept as `ignored`. */
  receive(request: RawRequest, config: Config, now: Date): Reception
  /** The request that fetches an access token, or `null` when the config or the context already holds a live one. */
  authorise(config: Config, context: RequestContext): ProviderRequest | null
  /** Reads the answer to `authorise`; `null` when there is no token in it (ask `interpret` why). */
  readToken(response: ProviderResponse, now: Date): AccessToken | null
  /**
   * Says the message in as many requests as it takes, in order, within `abilities`; words are never dropped, labels may be
   * shortened. The same message, address and `deliveryId` give the same parts and keys. Throws `channels.not-authorised`
   * without a token, `channels.window-closed` without a template for a closed window, `channels.address-unfit`.
   */
  compose(message: OutboundMessage, to: Address, config: Config, context: ComposeContext): ProviderRequest[]
  /** Never throws. `request` is the one that was answered. */
  interpret(response: ProviderResponse, request: ProviderRequest): Outcome
  /** The request for a person's public profile, where the provider has one. */
  profile?(userId: string, config: Config, context: RequestContext): ProviderRequest
  /** `null` when the person is not to be known (blocked, not a friend, no consent) or the answer is not a profile. */
  readProfile?(response: ProviderResponse): Profile | null
  /** The requests that tell what is left of the month's plan; present exactly when `abilities.monthlyQuota`. */
  quota?(config: Config, context: RequestContext): ProviderRequest[]
  /** Reads the answers to `quota`, in its order; `null` when they do not tell. Never throws. */
  readQuota?(responses: readonly ProviderResponse[]): Quota | null
  /** The request for what the provider counts of many messages of one name. Nothing hurries: ask when their days are over. */
  askFigures?(ask: FiguresAsk, config: Config, context: RequestContext): ProviderRequest
  /** Reads the answer to `askFigures`; `null` when it is none. Never throws. */
  readFigures?(response: ProviderResponse): Figures | null
  /** The request for an attachment's bytes by `mediaId`. Providers delete them: fetch at once. */
  content?(mediaId: string, config: Config, context: RequestContext): ProviderRequest
  /** Where `content` is answered by directions instead of bytes: the request that fetches them. `null`: not to be had. */
  contentAt?(response: ProviderResponse, config: Config, context: RequestContext): ProviderRequest | null
  /** The request for an attachment that came with a `url`. `null` unless the address is the provider's own: a stranger may have typed it. */
  contentFrom?(url: string, config: Config, context: RequestContext): ProviderRequest | null
  /** Tells the person that an answer is being written. Says nothing, may be lost. */
  typing?(to: Address, config: Config, context: RequestContext): ProviderRequest
  /** Questions that prove the settings without saying anything to anybody. Without it the profile of nobody is asked for. */
  check?(config: Config, context: RequestContext): ProviderRequest[]
  /** Reads the answers to `check`, in its order. `hookUrl` is where we want the provider to deliver. Never throws. */
  readCheck?(responses: readonly ProviderResponse[], hookUrl: string): Finding[]
  /** The requests that make the provider deliver to `hookUrl`, where that is not done by hand in its console. */
  register?(hookUrl: string, config: Config, context: RequestContext): ProviderRequest[]
  /** The requests that put a menu beside every conversation; an empty list takes it away. Further ones follow as `next`. */
  menu?(entries: readonly MenuEntry[], config: Config, context: MenuContext): ProviderRequest[]
  /** Where the menu is a picture: what to draw for `menu`. */
  menuPlan?(entries: readonly MenuEntry[]): MenuPlan
  /** The provider's name for a menu, in the answer to the first request of `menu`; `null` where it gives none. Never throws. */
  readMenu?(response: ProviderResponse): string | null
  /** The request that shows these people (at most 500) the menu of that name instead of everyone's. Where menus can differ by person. */
  menuLink?(userIds: readonly string[], menuId: string, config: Config, context: RequestContext): ProviderRequest
  /** The requests that tell every template of this account and how the provider judges it. */
  templates?(config: Config, context: RequestContext): ProviderRequest[]
  /** Where one answer to `templates` tells only a part: the request for the rest; `null` when that was all. */
  moreTemplates?(response: ProviderResponse, config: Config, context: RequestContext): ProviderRequest | null
  /** Reads the answers to `templates` and `moreTemplates`; `null` when one of them does not tell, so that nobody takes silence for "gone". Never throws. */
  readTemplates?(responses: readonly ProviderResponse[]): TemplateState[] | null
  /** A link that calls us inside the channel when it is pressed; `null` without a public number. */
  callLink?(config: Config): string | null
  /** A link that opens the conversation as it is; `null` without a public name. */
  chatLink?(config: Config): string | null
  /** A link that opens a conversation with `code` in it, which comes back as `referral`; `null` without a public name. */
  entryLink?(code: string, config: Config): string | null
  /** Where such a link has to be made by the provider: the request; `null` for a code it does not take. */
  entryCode?(code: string, config: Config, context: RequestContext): ProviderRequest | null
  /** The link in the answer to `entryCode`, to be shown as a QR code; `null` when there is none. Never throws. */
  readEntryCode?(response: ProviderResponse): string | null
  /** Where a page of ours, opened in the channel, sends its visitor to say who they are; `null` without the settings for it. */
  signInUrl?(ask: SignInAsk, config: Config, context: RequestContext): string | null
  /** The request that turns the `code` they came back with into who it was. Codes are good once. */
  askSignedIn?(code: string, ask: SignInAsk, config: Config, context: RequestContext): ProviderRequest
  /** Reads the answer to `askSignedIn`. Never throws. */
  readSignedIn?(response: ProviderResponse, ask: SignInAsk, config: Config, now: Date): SignedIn
  /** Where the app hands the page itself a signed proof: who is in it. It can be shown again: take one once. Never throws. */
  readHanded?(handed: string, config: Config, now: Date): SignedIn
}
