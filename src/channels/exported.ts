/**
 * The door for other programs: `import { adapters } from 'riscontro/channels'`. Pure functions without network, clock or
 * database; what throws, throws a `Failure` with a stable code. One page per channel in `docs/channels`.
 */
import { atTheDoor } from './door.ts'
import { adapters as kinds } from './kinds.ts'

export { Failure } from '../platform/errors.ts'
export type { Abilities } from './abilities.ts'
export type {
  AccessToken,
  Address,
  CarriedFile,
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
export type { ArrivedRequest, Pairs } from './arrival.ts'
export {
  type AddressInput,
  type AnyResponse,
  type DoorContext,
  type MessageInput,
  type OpenChannel,
  openChannel,
} from './door.ts'
export type { EmailConfig } from './email/config.ts'
export { type Attachment, type ChannelEvent, type Chat, channelEvent, eventTypes, type ReplyToken } from './event.ts'
export type { Figures, FiguresAsk } from './figures.ts'
export { inspect } from './inspect.ts'
export type { InstagramConfig } from './instagram/config.ts'
export type { LineConfig } from './line/config.ts'
export {
  type Block,
  type Button,
  type Card,
  type LocationBlock,
  type MediaBlock,
  type OutboundMessage,
  outboundMessage,
  type QuickReply,
  type Template,
  textMessage,
} from './message.ts'
export type { MessengerConfig } from './messenger/config.ts'
export type { Outcome } from './outcome.ts'
export type { Quota } from './quota.ts'
export {
  type AttachedFile,
  type FileUpload,
  isRepeatable,
  type ProviderRequest,
  type ProviderResponse,
} from './request.ts'
export type { SignedIn, SignInAsk } from './sign-in.ts'
export type { SlackConfig } from './slack/config.ts'
export type { TelegramConfig } from './telegram/config.ts'
export { miniAppUser } from './telegram/mini-app.ts'
export type { TemplateNews, TemplateStanding, TemplateState } from './template-state.ts'
export type { ViberConfig } from './viber/config.ts'
export type { WebchatConfig } from './webchat/config.ts'
export type { WechatConfig } from './wechat/config.ts'
export type { WhatsappConfig } from './whatsapp/config.ts'

/** Every adapter by its kind. `adapters.line.receive(request, settings)`; for an account at a time, `openChannel`. */
export const adapters = {
  line: atTheDoor(kinds.line),
  webchat: atTheDoor(kinds.webchat),
  telegram: atTheDoor(kinds.telegram),
  whatsapp: atTheDoor(kinds.whatsapp),
  wechat: atTheDoor(kinds.wechat),
  messenger: atTheDoor(kinds.messenger),
  instagram: atTheDoor(kinds.instagram),
  viber: atTheDoor(kinds.viber),
  slack: atTheDoor(kinds.slack),
  email: atTheDoor(kinds.email),
} as const
