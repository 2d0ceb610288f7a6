import type { Abilities } from './abilities.ts'
import type {
  AccessToken,
  Address,
  ChannelAdapter,
  ChannelKind,
  ComposeContext,
  Finding,
  MenuContext,
  MenuEntry,
  MenuPlan,
  Profile,
  RawRequest,
  Reception,
  RequestContext,
} from './adapter.ts'
import type { Figures, FiguresAsk } from './figures.ts'
import type { OutboundMessage } from './message.ts'
import type { Outcome } from './outcome.ts'
import type { Quota } from './quota.ts'
import type { ProviderRequest, ProviderResponse } from './request.ts'
import type { SignedIn, SignInAsk } from './sign-in.ts'
import type { TemplateState } from './template-state.ts'

/** An adapter with one account's config inside, so that whoever receives and sends need not know what is in it. */
export interface Channel {
  readonly kind: ChannelKind
  readonly abilities: Abilities
  /** Before `receive`: the request itself, or what the adapter has made readable of it. */
  unpack(request: RawRequest): Promise<RawRequest> | RawRequest
  receive(request: RawRequest, now: Date): Reception
  authorise(context: RequestContext): ProviderRequest | null
  readToken(response: ProviderResponse, now: Date): AccessToken | null
  compose(message: OutboundMessage, to: Address, context: ComposeContext): ProviderRequest[]
  interpret(response: ProviderResponse, request: ProviderRequest): Outcome
  /** `null` where the channel has no profiles. */
  profile(userId: string, context: RequestContext): ProviderRequest | null
  readProfile(response: ProviderResponse): Profile | null
  /** Empty where no plan limits what is sent. */
  quota(context: RequestContext): ProviderRequest[]
  readQuota(responses: readonly ProviderResponse[]): Quota | null
  /** `null` where the provider counts nothing. */
  askFigures(ask: FiguresAsk, context: RequestContext): ProviderRequest | null
  readFigures(response: ProviderResponse): Figures | null
  /** `null` where attachments come with a `url` instead. */
  content(mediaId: string, context: RequestContext): ProviderRequest | null
  /** Whether the answer to `content` may say in JSON where the bytes are, instead of being them. */
  readonly givesDirections: boolean
  /** `null`: there are none to be had. */
  contentAt(response: ProviderResponse, context: RequestContext): ProviderRequest | null
  /** `null` where the address is not known to be the provider's own. */
  contentFrom(url: string, context: RequestContext): ProviderRequest | null
  /** `null` where nobody can be shown that we write. */
  typing(to: Address, context: RequestContext): ProviderRequest | null
  /** `null` where only the profile of nobody can be asked for. */
  check(context: RequestContext): ProviderRequest[] | null
  readCheck(responses: readonly ProviderResponse[], hookUrl: string): Finding[]
  /** `null` where it is done by hand in the provider's console. */
  register(hookUrl: string, context: RequestContext): ProviderRequest[] | null
  /** `null` where there is no menu. */
  menu(entries: readonly MenuEntry[], context: MenuContext): ProviderRequest[] | null
  /** `null` where the menu is no picture. */
  menuPlan(entries: readonly MenuEntry[]): MenuPlan | null
  readMenu(response: ProviderResponse): string | null
  /** `null` where everybody has the same menu. */
  menuLink(userIds: readonly string[], menuId: string, context: RequestContext): ProviderRequest | null
  /** `null` where the provider has no templates, or tells of none. */
  templates(context: RequestContext): ProviderRequest[] | null
  /** `null`: that was all of them. */
  moreTemplates(response: ProviderResponse, context: RequestContext): ProviderRequest | null
  readTemplates(responses: readonly ProviderResponse[]): TemplateState[] | null
  /** `null` where one cannot call inside the channel. */
  callLink(): string | null
  /** `null` without a public name to open. */
  chatLink(): string | null
  /** `null` without a public name to open. */
  entryLink(code: string): string | null
  /** `null` where no link has to be asked for. */
  entryCode(code: string, context: RequestContext): ProviderRequest | null
  readEntryCode(response: ProviderResponse): string | null
  /** `null` where nobody can be asked who they are, or the settings for it are missing. */
  signInUrl(ask: SignInAsk, context: RequestContext): string | null
  /** `null` as `signInUrl`. */
  askSignedIn(code: string, ask: SignInAsk, context: RequestContext): ProviderRequest | null
  readSignedIn(response: ProviderResponse, ask: SignInAsk, now: Date): SignedIn
  /** Whether the app hands a page of ours the proof of who opens it. */
  readonly handsProof: boolean
  readHanded(handed: string, now: Date): SignedIn
}

/** Closes an adapter over one account's settings. Throws `channels.config-invalid`. Cheap to call; safe to keep. */
export function bind<Config>(adapter: ChannelAdapter<Config>, settings: unknown): Channel {
  const config = adapter.parseConfig(settings)
  return {
    kind: adapter.kind,
    abilities: adapter.abilities,
    unpack: (request) => adapter.unpack?.(request, config) ?? request,
    receive: (request, now) => adapter.receive(request, config, now),
    authorise: (context) => adapter.authorise(config, context),
    readToken: (response, now) => adapter.readToken(response, now),
    compose: (message, to, context) => adapter.compose(message, to, config, context),
    interpret: (response, request) => adapter.interpret(response, request),
    profile: (userId, context) => adapter.profile?.(userId, config, context) ?? null,
    readProfile: (response) => adapter.readProfile?.(response) ?? null,
    quota: (context) => adapter.quota?.(config, context) ?? [],
    askFigures: (ask, context) => adapter.askFigures?.(ask, config, context) ?? null,
    readFigures: (response) => adapter.readFigures?.(response) ?? null,
    readQuota: (responses) => adapter.readQuota?.(responses) ?? null,
    content: (mediaId, context) => adapter.content?.(mediaId, config, context) ?? null,
    givesDirections: adapter.contentAt !== undefined,
    contentAt: (response, context) => adapter.contentAt?.(response, config, context) ?? null,
    contentFrom: (url, context) => adapter.contentFrom?.(url, config, context) ?? null,
    typing: (to, context) => adapter.typing?.(to, config, context) ?? null,
    check: (context) => adapter.check?.(config, context) ?? null,
    readCheck: (responses, hookUrl) => adapter.readCheck?.(responses, hookUrl) ?? [],
    register: (hookUrl, context) => adapter.register?.(hookUrl, config, context) ?? null,
    menu: (entries, context) => adapter.menu?.(entries, config, context) ?? null,
    templates: (context) => adapter.templates?.(config, context) ?? null,
    moreTemplates: (response, context) => adapter.moreTemplates?.(response, config, context) ?? null,
    readTemplates: (responses) => adapter.readTemplates?.(responses) ?? null,
    menuPlan: (entries) => adapter.menuPlan?.(entries) ?? null,
    readMenu: (response) => adapter.readMenu?.(response) ?? null,
    menuLink: (userIds, menuId, context) => adapter.menuLink?.(userIds, menuId, config, context) ?? null,
    callLink: () => adapter.callLink?.(config) ?? null,
    chatLink: () => adapter.chatLink?.(config) ?? null,
    entryLink: (code) => adapter.entryLink?.(code, config) ?? null,
    entryCode: (code, context) => adapter.entryCode?.(code, config, context) ?? null,
    readEntryCode: (response) => adapter.readEntryCode?.(response) ?? null,
    signInUrl: (ask, context) => adapter.signInUrl?.(ask, config, context) ?? null,
    askSignedIn: (code, ask, context) => adapter.askSignedIn?.(code, ask, config, context) ?? null,
    readSignedIn: (response, ask, now) => adapter.readSignedIn?.(response, ask, config, now) ?? nobody,
    handsProof: adapter.readHanded !== undefined,
    readHanded: (handed, now) => adapter.readHanded?.(handed, config, now) ?? nobody,
  }
}

const nobody: SignedIn = { kind: 'refused', words: 'this channel tells nobody' }
