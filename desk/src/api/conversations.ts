import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export const conversationStates = ['waiting', 'open', 'resolved'] as const
export type ConversationState = (typeof conversationStates)[number]

export const assignees = ['me', 'none'] as const

/** A talk as the inbox lists it. */
export interface Conversation {
  id: string
  personId: string
  personName: string
  channel: string
  channelName: string
  preview: string
  unread: number
  state: ConversationState
  assigneeId: string | null
  assigneeName: string | null
  lastMessageAt: string | null
  waitingSince: string | null
}

export interface ConversationDetail extends Conversation {
  channelAccountId: string
  identityState: 'unknown' | 'following' | 'unfollowed' | 'blocked'
  /** While in the future a member is talking and the script keeps silent. */
  scriptSilentUntil: string | null
  language: string
  /** Why messages cannot, or with `quota` may not, leave by this channel now. */
  cannotLeave: 'auth' | 'config' | 'quota' | 'paused' | null
  /** Whether the person may be written to now, where the channel has a window; `member`: only what a member types. */
  window: { state: 'open' | 'member' | 'closed'; closesAt: string | null; messagesLeft: number | null } | null
  /** What the channel does with words. `mayArriveTwice`: the person may hear again what is sent again. */
  takes: {
    textLimit: number
    textUnit: 'utf16' | 'code-points' | 'utf8-bytes'
    templates: boolean
    mayArriveTwice: boolean
  }
  /** What a press on calls us inside the channel itself; null where there is no such thing. */
  callLink: string | null
  /** Where else the person can be written to, when the window is closed. */
  elsewhere: { id: string; channel: string; channelName: string }[]
}

/** Something a person sent that is not words. */
export interface Attachment {
  kind: 'image' | 'video' | 'audio' | 'file' | 'location' | 'sticker' | 'contact'
  phone?: string
  sizeBytes?: number
  durationMilliseconds?: number
  /** WGS 84, degrees. */
  latitude?: number
  longitude?: number
  fileName?: string
  title?: string
  address?: string
  /** Null for what is no file; absent for what we sent. */
  state?: 'wanted' | 'fetched' | 'refused' | 'gone' | null
  /** Why it was refused. */
  reason?: string | null
  /** How a browser may use it; null unless fetched. */
  use?: 'picture' | 'recording' | 'download' | null
  href?: string | null
  thumbnail?: string | null
}

/** A part of a message of ours. */
export type Block =
  | { type: 'text'; text: string }
  | { type: 'image'; url: string; description: string }
  | {
      type: 'video' | 'audio' | 'document'
      url: string
      description: string
      fileName?: string
      durationMilliseconds?: number
    }
  | { type: 'location'; title: string; address?: string; latitude: number; longitude: number }
  | { type: 'sticker'; words: string }
  | {
      type: 'card'
      picture?: { url: string; description: string }
      title: string
      body?: string
      progress?: { percent: number; label: string }
      fields: { label: string; value: string }[]
      buttons: { label: string }[]
    }

export interface Message {
  id: string
  direction: 'in' | 'out' | 'note'
  authorKind: 'person' | 'member' | 'script' | 'system'
  authorName: string | null
  at: string
  unsentAt: string | null
  text: string | null
  payload: string | null
  edited: boolean
  attachments: Attachment[]
  blocks: Block[]
  quickReplies: { label: string }[]
  delivery: Delivery | null
  /** What the person felt about it: an emoji, or its name between colons. */
  reactions: Reaction[]
}

/** A sign somebody left on a message. */
export interface Reaction {
  sign: string
  at: string
}

/** A sign on a message that the thread does not hold. */
export interface StrayReaction extends Reaction {
  id: string
}

interface ThreadPage extends Page<Message> {
  strayReactions: StrayReaction[]
}

/** What became of a message of ours. */
export interface Delivery {
  id: string
  state: string
  reason: string | null
  /** While it waits: when it is tried next. */
  until: string | null
  /** When it reached the state it is in. */
  since: string | null
  /** Why the provider refused it, in its own words. */
  providerWords: string | null
  /** By what it goes, and why that way. */
  route: { by: string | null; why: string; others: number } | null
}

/** A message to be sent: words, more than words, or a template. */
export interface Reply {
  text?: string | undefined
  blocks?: readonly object[] | undefined
  quickReplies?: readonly { label: string }[] | undefined
  template?: { id: string; values: Record<string, string>; url?: string | undefined } | undefined
  clientKey: string
  /** The newest message that stood there when the writing began. */
  seenMessageId?: string | undefined
}

/** What the inbox shows; all of it lives in the address of the page. */
export interface InboxFilter {
  state?: ConversationState | undefined
  assignee?: (typeof assignees)[number] | undefined
  query?: string | undefined
}

export function useConversations(filter: InboxFilter) {
  return useList<Conversation>(['conversations', 'list'], '/api/conversations', { ...filter })
}

export function useConversation(id: string) {
  return useQuery({
    queryKey: ['conversations', 'one', id],
    queryFn: () => read<ConversationDetail>(`/api/conversations/${id}`),
    enabled: id !== '',
  })
}

/** The thread, oldest first; `fetchNextPage` reads what came before. */
export function useMessages(id: string) {
  const pages = useInfiniteQuery({
    queryKey: ['messages', id],
    queryFn: ({ pageParam }) => read<ThreadPage>(`/api/conversations/${id}/messages`, { before: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const inOrder = pages.data?.pages.toReversed()
  return {
    ...pages,
    messages: inOrder?.flatMap((page) => page.items),
    strayReactions: inOrder?.flatMap((page) => page.strayReactions),
  }
}

interface Written {
  messageId: string | null
}

/** Answers the person; the message's id, unless it had been sent before: the same `clientKey` sends once. */
export async function reply(id: string, reply: Reply): Promise<string | null> {
  const { messageId } = await send<Written>('POST', `/api/conversations/${id}/messages`, reply)
  await reread('messages', 'conversations')
  return messageId
}

/** Writes a note only members see; answers its id. The same `clientKey` keeps one. */
export async function writeNote(id: string, text: string, clientKey: string): Promise<string | null> {
  const { messageId } = await send<Written>('POST', `/api/conversations/${id}/notes`, { text, clientKey })
  await reread('messages')
  return messageId
}

/** Gives the talk to a member. With `seenAssigneeId`, whose it was on the screen, it is taken from nobody who was quicker. */
export async function assign(id: string, memberId: string | null, seenAssigneeId?: string | null): Promise<void> {
  try {
    await send('PUT', `/api/conversations/${id}/assignee`, { memberId, seenAssigneeId })
  } finally {
    // Refused, somebody else has it: their name is what the page must show now.
    await reread('conversations')
  }
}

export async function setState(id: string, state: ConversationState): Promise<void> {
  await send('PUT', `/api/conversations/${id}/state`, { state })
  await reread('conversations', 'home')
}

/** Shows the person, where their channel can, that an answer is being written. */
export async function showTyping(id: string): Promise<void> {
  await send('POST', `/api/conversations/${id}/typing`)
}

export async function markRead(id: string): Promise<void> {
  await send('PUT', `/api/conversations/${id}/read`)
  await reread('conversations', 'home')
}
