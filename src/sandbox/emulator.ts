import type { ChannelKind } from '../channels/adapter.ts'
import type { Language } from '../platform/languages.ts'
import type { Drawing } from './drawing.ts'
import type { Mood } from './mood.ts'

/** Channels with a provider to be played. Web chat is our own: its widget is the phone. */
export type EmulatedKind = Exclude<ChannelKind, 'webchat'>

/** Somebody with a phone, as a provider knows them. */
export interface Person {
  readonly userId: string
  readonly name: string
  readonly language: Language
}

/** What a provider still knows of somebody after a restart. `wroteAt`: milliseconds since 1970; undefined: never. */
export interface Remembered extends Person {
  readonly isFriend: boolean
  readonly isBlocking: boolean
  /** The number or mailbox is there no more. */
  readonly isGone: boolean
  readonly wroteAt: number | undefined
}

/** Somebody's own message; `id` is the provider's name of it, from `nextId`. */
interface Said {
  readonly id: string
}

/** What somebody does on their phone. */
export type Deed =
  | { readonly type: 'follow'; readonly isUnblocked: boolean; readonly code?: string }
  | { readonly type: 'block' }
  | (Said & { readonly type: 'say'; readonly text: string })
  | (Said & Press)
  | (Said & { readonly type: 'photo'; readonly mediaType: string; readonly bytes: Uint8Array })
  | (Said & { readonly type: 'sticker' })
  | (Said & {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly title: string
    })
  | { readonly type: 'unsend'; readonly messageId: string }
export type DeedType = Deed['type']

/** A button, a suggestion, a row of a list (`on`: the message it hangs on) or a place of the menu beside the chat is pressed. */
export interface Press {
  readonly type: 'press'
  readonly data: string
  /** The label, where pressing says it. */
  readonly words?: string | undefined
  readonly on?: { readonly messageId: string; readonly message: unknown } | undefined
}

/** Several people's talk that an account can be asked into. */
export interface Group {
  readonly id: string
  readonly name: string
}

/** What somebody does about an account in a group: asks it in, puts it out, or says something, to it (`isMention`) or to the others. */
export type GroupDeed =
  | { readonly type: 'invite' }
  | { readonly type: 'remove' }
  | (Said & { readonly type: 'say'; readonly text: string; readonly isMention: boolean })

/** What an emulated provider needs of the world around it. */
export interface World {
  /**
   * Tells our hook, and once more later what it did not take, the way this kind does; `again` makes the request anew where it is not
   * the same, given how often it was told before. Null: nobody tells this twice.
   */
  readonly fetch: (
    url: string,
    init: RequestInit,
    again?: ((attempt: number) => RequestInit) | null,
  ) => Promise<Response>
  now(): Date
  /** 16 bytes, never the same. */
  random(): Uint8Array
  /** A message of the account's has come to somebody's phone, in the provider's own shape, and is kept there. */
  arrived?(arrival: Arrival): Promise<void>
  /** "…" is shown to somebody for a while. */
  typing?(userId: string, seconds: number): void
  /** The bytes of a photo somebody sent, by its message's id. */
  photo?(messageId: string): Promise<Photo | undefined>
  /** Does something once the answer now being given is out: receipts. */
  later?(act: () => Promise<unknown>): void
}

/** A message of the account's on somebody's phone. */
export interface Arrival {
  readonly userId: string
  /** The provider's name of it. */
  readonly messageId: string
  /** What the account asked the provider to say, as it asked. */
  readonly message: object
}

/** A photo's bytes as they were sent. */
export interface Photo {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
}

/** One account at its provider: the settings it was connected with, and where its webhooks go. */
export interface Account {
  readonly settings: unknown
  readonly name: string
  readonly hookUrl: string
}

/**
 * One account of an emulated provider: what it tells our hook when people do something, signed as the provider signs. It keeps
 * in memory who may be written to until when; what was said lies in the phones.
 */
export interface Emulator {
  mood: Mood
  /** Whether a request to the API shows this account's credentials. */
  owns(request: Request): boolean | Promise<boolean>
  /** The name the next message somebody writes will have. */
  nextId(userId: string): string
  /** Does it, and tells our hook where this provider tells such things; answers whether that was heard. */
  act(person: Person, deed: Deed): Promise<boolean>
  /** Knows somebody again who was here before the restart. */
  remember(person: Remembered): void
  /** Tells our hook, in a moment, that somebody has seen messages of the account's; left out where this provider tells nobody. */
  read?(person: Person, messageIds: readonly string[]): void
  /** Somebody's number or mailbox goes, or is back; left out where this provider would say so at once. */
  lose?(userId: string, isGone: boolean): void
  /** How the app opens a page of the account's: a proof of who does may be laid behind its address. */
  opens?(person: Person, url: string): string
  /** Does something in a group, and tells our hook where this provider tells it; left out where groups are not played. */
  group?(group: Group, by: Person, deed: GroupDeed): Promise<boolean>
  /** The menu the account has put beside somebody's chat; undefined: none, and the phone shows what the script offers. */
  menuOf?(userId: string): readonly MenuPlace[] | undefined
}

/** A place of a menu: its words, and what comes back when it is pressed or where it leads. */
export type MenuPlace = { readonly words: string } & ({ readonly data: string } | { readonly url: string })

/** An account that is played: the emulator, and its API, path for path below `/sandbox/<kind>`. */
export interface Played {
  readonly emulator: Emulator
  readonly api: { fetch(request: Request): Response | Promise<Response> }
}

/** A kind of provider that can be played, and how its phone looks and works. */
export interface Provider {
  readonly kind: EmulatedKind
  /** What can be wrong with it besides nothing, in the order of a list. */
  readonly moods: readonly Mood[]
  /** What can be done on its phone besides writing and pressing. */
  readonly deeds: ReadonlySet<DeedType>
  /** What a place of the menu beside the chat does: comes back as a press, is said as a command or in words (where there is no menu). */
  readonly menu: 'press' | 'command' | 'words'
  /** What becomes of the code of a link that opens the account's chat: typed for the owner, who sends it, or told when they open it. */
  readonly code: 'typed' | 'opened'
  /** The settings of a demo account, made from 64 bytes that are always the same for it. */
  settings(seed: Buffer, name: string): Readonly<Record<string, string | number>>
  /** The provider's name for a new person, from 16 bytes of chance. */
  newUserId(chance: Buffer): string
  /** The provider's name for a new group; left out where an account cannot be in one, or nobody would hear of it. */
  newGroupId?(chance: Buffer): string
  open(account: Account, world: World): Played
  /** What a message the account sent looks like on the phone. */
  draw(message: unknown): Drawing
}
