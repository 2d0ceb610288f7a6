import { sql } from 'kysely'
import type { RawResponse } from '../../channels/adapter.ts'
import type { ChannelEvent } from '../../channels/event.ts'
import { systemScope } from '../../platform/jobs/work.ts'
import type { Context, Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'
import { useStaffCode } from './codes.ts'
import { type Handle, memberBehind, teamLanguage } from './member.ts'

/** `/riscontro`: how many wait. `/riscontro link CODE`: who writes is the member who was shown the code. */
export const commandName = 'riscontro'

/** Answers the command to whoever gave it, and to nobody else in the channel. */
export async function answerCommand(context: Context, account: OpenAccount, event: ChannelEvent): Promise<RawResponse> {
  const handle = { channelAccountId: account.channelAccountId, handle: event.userId ?? '' }
  const scope = systemScope(context, account.organisationId, 'staff bridge')
  const [verb, code] = (event.text ?? '').trim().split(/\s+/)
  const text = verb === 'link' ? await link(scope, handle, code ?? '') : await tellWaiting(scope, handle)
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status: 200, headers, body: JSON.stringify({ response_type: 'ephemeral', text }) }
}

function link(scope: Scope, handle: Handle, code: string): Promise<string> {
  return scope.transaction(async (transaction) => {
    const t = scope.context.translator.in(await teamLanguage(transaction))
    const isLinked = (await useStaffCode(transaction, handle, code)) !== undefined
    return t(isLinked ? 'conversations:staff.linked' : 'conversations:staff.codeWrong')
  })
}

function tellWaiting(scope: Scope, handle: Handle): Promise<string> {
  return scope.transaction(async (transaction) => {
    const { db, organisationId, now, context } = transaction
    const t = context.translator.in(await teamLanguage(transaction))
    const member = await memberBehind(transaction, handle)
    if (member === undefined) return t('conversations:staff.notLinked')
    const { actor } = member
    if (actor.kind !== 'member' || !actor.permissions.has('conversations.read')) return t('conversations:staff.mayNot')
    const { rows } = await sql<{ count: number; since: Date | null }>`
      select count(*)::int as count, min(waiting_since) as since from conversations
      where organisation_id = ${organisationId} and state = 'waiting'`.execute(db)
    const { count, since } = rows[0] ?? { count: 0, since: null }
    if (count === 0 || since === null) return t('conversations:staff.nobodyWaits')
    const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000)
    return t('conversations:staff.wait', {
      count,
      minutes,
      url: `${context.settings.publicUrl}/desk/inbox?state=waiting`,
    })
  })
}
