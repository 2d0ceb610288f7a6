/**
 * The door for other programs: `import { adapters } from 'riscontro/channels'`. Pure functions without network, clock or
 * database; what throws, throws a `Failure` with a stable code. One page per channel in `docs/channels`.
 */
export type { Failure } from '../platform/errors.ts'
export type { Abilities } from './abilities.ts'
export type {
  AccessToken,
  Address,
  ChannelAdapter,
  ChannelKind,
  ComposeContext,
  ConfigField,
  Finding,
  MenuContext,
  MenuEntry,
  MenuPlan,
  Profile,
  RawRequest,
  RawResponse,
  Reception,
  RequestContext,
} from './adapter.ts'
export { channelKinds } from './adapter.ts'
export type { Channel } from './channel.ts'
export { type Attachment, type ChannelEvent, type Chat, channelEvent, type ReplyToken } from './event.ts'
export { inspect } from './inspect.ts'
export { adapters, openChannel } from './kinds.ts'
export { type Block, type Button, type Card, type OutboundMessage, outboundMessage, textMessage } from './message.ts'
export type { Outcome } from './outcome.ts'
export type { Quota } from './quota.ts'
export { isRepeatable, type ProviderRequest, type ProviderResponse } from './request.ts'
export type { SignedIn, SignInAsk } from './sign-in.ts'
export { miniAppUser } from './telegram/mini-app.ts'
export type { TemplateNews, TemplateStanding, TemplateState } from './template-state.ts'
