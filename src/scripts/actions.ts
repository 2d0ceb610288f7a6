import type { ChannelEvent } from '../channels/event.ts'
import type { Respond } from '../conversations/conversation.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { answersIn } from './answers.ts'
import { carryOut } from './carry-out.ts'
import { defaultScript } from './default.ts'
import type { Step } from './engine.ts'
import { inputsOf } from './event-input.ts'
import type { Input } from './input.ts'
import { respond } from './respond.ts'
import type { Script } from './script.ts'
import { lockPerson, saveSession } from './store.ts'
import { factsFor, readTalk, type Talk } from './talk.ts'
import { humanMinutes } from './turn.ts'

/** Answers what people write with a script: the participant of conversations, called under the person's lock. */
export function respondWith(script: Script): Respond {
  return async (transaction, { conversation, event }) => {
    for (const input of inputsOf(event, transaction.now)) {
      await takeTurn(transaction, script, conversation.conversationId, () => input, event)
    }
  }
}

/** Answers with the script every organisation starts with. */
export const respondInChat: Respond = respondWith(defaultScript)

/** Goes on in a conversation whose wait is over; does nothing when it is not, or when the person is being answered right now. */
export async function wakeConversation(
  scope: Scope,
  conversationId: string,
  script: Script = defaultScript,
): Promise<void> {
  await scope.transaction(async (transaction) => {
    if (!(await lockPerson(transaction, conversationId))) return
    await takeTurn(transaction, script, conversationId, (talk) => timerOf(talk, transaction.now))
  })
}

function timerOf({ waitUntil, session: { waiting } }: Talk, at: Date): Input | undefined {
  if (waitUntil === null || waitUntil > at) return undefined
  // A wait nobody waits for any more is let go by a token that fits nothing.
  return { kind: 'timer', token: waiting === null || waiting.kind === 'results' ? '' : waiting.token, at }
}

async function takeTurn(
  transaction: Transaction,
  script: Script,
  conversationId: string,
  inputOf: (talk: Talk) => Input | undefined,
  event?: ChannelEvent,
): Promise<void> {
  const talk = await readTalk(transaction, conversationId, script)
  const input = inputOf(talk)
  if (input === undefined) return
  const answer = answersIn(transaction, talk)
  const facts = factsFor(talk, input)
  const meanwhile = whatMembersDid(talk, transaction.now)
  const before: Step = meanwhile
    ? await respond(script, talk.session, meanwhile, facts, answer)
    : { session: talk.session, effects: [] }
  const after = await respond(script, before.session, input, facts, answer)
  const step = { session: after.session, effects: [...before.effects, ...after.effects] }
  await carryOut(transaction, talk, step, event)
  const waitUntil = waitUntilAfter(talk, step, input)
  await saveSession(transaction, { conversationId, session: step.session, waitUntil })
}

/**
 * Members write in the inbox, where no script runs: what they did is told to the script when its turn comes. A silence that
 * is not the script's own was begun by a member; a silence that is gone was ended by one.
 */
function whatMembersDid({ session: { human }, silentUntil }: Talk, now: Date): Input | undefined {
  const until = human === null ? undefined : new Date(human.until)
  if (silentUntil !== null && silentUntil > now && silentUntil.getTime() !== until?.getTime()) {
    return { kind: 'taken-over', at: new Date(silentUntil.getTime() - humanMinutes * 60_000) }
  }
  const isOver = silentUntil === null && until !== undefined && until > now && human?.by !== 'guard'
  return isOver ? { kind: 'handed-back', at: now } : undefined
}

/** Until when the session waits now. An old wait stays while the script still waits for the same thing. */
function waitUntilAfter(talk: Talk, { session, effects }: Step, input: Input): Date | null {
  const { waiting } = session
  if (waiting === null || waiting.kind === 'results') return null
  const begun = effects.findLast((effect) => effect.type === 'wait' && effect.token === waiting.token)
  if (begun?.type === 'wait') return new Date(begun.until)
  const old = talk.session.waiting
  const isSame = old !== null && old.kind !== 'results' && old.token === waiting.token
  return isSame && input.kind !== 'timer' ? talk.waitUntil : null
}
