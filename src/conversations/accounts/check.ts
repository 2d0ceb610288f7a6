import type { Finding, RequestContext } from '../../channels/adapter.ts'
import type { Transport } from '../../channels/request.ts'
import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Scope } from '../../platform/scope.ts'
import { type OpenAccount, sandboxOrigin } from '../account.ts'
import { openAccountRow } from '../accounts.ts'
import { send as sendOut } from '../wire/transport.ts'
import { keepCheck } from './health.ts'
import { askQuota } from './quota.ts'
import { AccessTokens } from './tokens.ts'

/** What a test of an account found: fine, or what is wrong, as the key of the words that say it. */
export interface AccountCheck {
  ok: boolean
  /** `conversations:check.<found>` in `locales`. */
  found:
    | 'works'
    | 'credentials-refused'
    | 'unreachable'
    | 'provider-refused'
    | 'config-invalid'
    | 'nothing-to-ask'
    | 'not-finished'
  /** The provider's own words, when it gave some. */
  providerWords: string | null
  /** One by one, where the provider can be asked for more than one thing. */
  findings: readonly Finding[]
  /** Until when the token holds that was fetched for asking; absent where there is none to fetch. */
  tokenExpiresAt?: Date | undefined
}

/** A user id no provider has: asking for its profile tests token and route, and tells nobody anything. */
const nobody = `U${'0'.repeat(32)}`

/**
 * Asks the provider, or its emulator, with this account's own credentials. Sends nothing to anybody; where the provider can
 * be told where to deliver, it is told.
 */
export async function checkChannelAccount(scope: Scope, channelAccountId: string): Promise<AccountCheck> {
  permit(scope, 'channels.change')
  const checked = await check(scope, channelAccountId)
  await keepCheck(scope, channelAccountId, checked)
  return checked
}

async function check(scope: Scope, channelAccountId: string): Promise<AccountCheck> {
  const { context } = scope
  try {
    const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
    const send: Transport = (request) => sendOut(context.fetch, request)
    const authorisation = await new AccessTokens(context, send).get(account)
    if ('refusal' in authorisation) return wrong(authorisation.refusal)
    const requestContext = {
      now: context.clock.now(),
      accessToken: authorisation.token,
      sandboxOrigin: sandboxOrigin(context, account),
    }
    const findings = await findOut(
      account,
      `${context.settings.publicUrl}/hooks/${account.hookKey}`,
      requestContext,
      send,
    )
    const tokenExpiresAt = authorisation.token && new Date(authorisation.token.expiresAt)
    const answer = findings === null ? await askForNobody(account, requestContext, send) : found(findings)
    if (answer.ok) await askQuota(scope, account, send, authorisation.token)
    return { ...answer, tokenExpiresAt }
  } catch (error) {
    if (error instanceof Failure && error.code.startsWith('channels.')) return verdict(false, 'config-invalid')
    throw error
  }
}

/** Tells the provider where to deliver, then asks it what it knows of us; `null` where the adapter has no such questions. */
async function findOut(
  { channel }: OpenAccount,
  hookUrl: string,
  context: RequestContext,
  send: Transport,
): Promise<Finding[] | null> {
  const questions = channel.check(context)
  if (questions === null) return null
  for (const request of channel.register(hookUrl, context) ?? []) await send(request)
  const answers = []
  for (const question of questions) answers.push(await send(question))
  return channel.readCheck(answers, hookUrl)
}

async function askForNobody({ channel }: OpenAccount, context: RequestContext, send: Transport): Promise<AccountCheck> {
  const request = channel.profile(nobody, context)
  if (request === null) return verdict(true, 'nothing-to-ask')
  const response = await send(request)
  // Nobody's profile is not there (404, or 400 for the id): the question was understood and the token taken.
  const isUnderstood = response.kind === 'answered' && [200, 400, 404].includes(response.status)
  return isUnderstood ? verdict(true, 'works') : wrong(channel.interpret(response, request))
}

function found(findings: readonly Finding[]): AccountCheck {
  const bad = findings.find(({ isRight }) => !isRight)
  if (bad === undefined) return { ...verdict(true, 'works'), findings }
  return { ...verdict(false, bad.about === 'credentials' ? 'credentials-refused' : 'not-finished'), findings }
}

function wrong(outcome: { kind: string; words?: string }): AccountCheck {
  if (outcome.kind === 'auth') return verdict(false, 'credentials-refused')
  if (outcome.kind !== 'rejected') return verdict(false, 'unreachable')
  return { ...verdict(false, 'provider-refused'), providerWords: outcome.words ?? null }
}

function verdict(ok: boolean, words: AccountCheck['found']): AccountCheck {
  return { ok, found: words, providerWords: null, findings: [] }
}
