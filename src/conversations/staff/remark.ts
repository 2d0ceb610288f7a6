import { textMessage } from '../../channels/message.ts'
import type { Failure } from '../../platform/errors.ts'
import { wordsKey } from '../../platform/http/problem.ts'
import { newId } from '../../platform/ids.ts'
import { describeError } from '../../platform/log.ts'
import type { Context, Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import { send } from '../wire/transport.ts'
import { teamLanguage } from './member.ts'

/** Says in a thread, in the team's language, why something stayed there. */
type Remark = (what: 'notLinked' | 'notSent', failure?: Failure) => Promise<void>

/** Remarks of the house in one thread of an account. */
export async function remarkOf(scope: Scope, account: OpenAccount, thread: string): Promise<Remark> {
  const { context } = scope
  const t = context.translator.in(await scope.transaction(teamLanguage))
  return (what, failure) => {
    const why = failure === undefined ? '' : t(`${wordsKey(failure.code)}.title`, failure.facts)
    return say(context, account, thread, t(`conversations:staff.${what}`, { why }))
  }
}

/** A remark that cannot be made is lost. */
async function say(context: Context, account: OpenAccount, thread: string, words: string): Promise<void> {
  const now = context.clock.now()
  const way = { now, deliveryId: newId(now), sandboxOrigin: sandboxOrigin(context, account) }
  for (const request of account.channel.compose(textMessage(words), { type: 'group', id: thread }, way)) {
    const outcome = account.channel.interpret(await send(context.fetch, request), request)
    if (outcome.kind !== 'accepted')
      context.log.warn({ ...describeError(new Error(outcome.kind)) }, 'The team could not be told why a reply stayed')
  }
}
