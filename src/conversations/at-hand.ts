import type { Transaction } from '../platform/scope.ts'
import type { Conversation, Correspondent } from './conversation.ts'

interface AtHand {
  conversation: Conversation
  correspondent: Correspondent
}

const atHand = new WeakMap<Transaction, Map<string, AtHand>>()

/** Remembers who a transaction that holds a person's lock is talking to, so that answering reads nothing again. */
export function keepAtHand(transaction: Transaction, conversation: Conversation, correspondent: Correspondent): void {
  const kept = atHand.get(transaction) ?? new Map<string, AtHand>()
  atHand.set(transaction, kept)
  kept.set(conversation.conversationId, { conversation, correspondent })
}

/** Whom the transaction is talking to in a conversation, when it holds that person's lock. */
export function takeAtHand(transaction: Transaction, conversationId: string): AtHand | undefined {
  return atHand.get(transaction)?.get(conversationId)
}
