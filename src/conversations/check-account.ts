import type { Transport } from '../channels/request.ts'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'
import { sandboxOrigin } from './account.ts'
import { openAccountRow } from './accounts.ts'
import { askQuota } from './quota.ts'
import { AccessTokens } from './tokens.ts'
import { sendOverHttp } from './transport.ts'

/** What a test of an account found: fine, or what is wrong, as the key of the words that say it. */
export interface AccountCheck {
  ok: boolean
  /** `conversations:check.<found>` in `locales`. */
  found: 'works' | 'credentials-refused' | 'unreachable' | 'provider-refused' | 'config-invalid' | 'nothing-to-ask'
  /** The provider's own words, when it gave some. */
  providerWords: string | null
}

/** A user id no provider has: asking for its profile tests token and route, and tells nobody anything. */
const nobody = `U${'0'.repeat(32)}`

/** Asks the provider, or its emulator, with this account's own credentials. Sends nothing to anybody. */
export async function checkChannelAccount(scope: Scope, channelAccountId: string): Promise<AccountCheck> {
  permit(scope, 'channels.change')
  const { context } = scope
  try {
    const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
    const send: Transport = (request) => sendOverHttp(context.fetch, request)
    const authorisation = await new AccessTokens(context, send).get(account)
    if ('refusal' in authorisation) return { ok: false, ...wordsOf(authorisation.refusal) }
    const request = account.channel.profile(nobody, {
      now: context.clock.now(),
      accessToken: authorisation.token,
      sandboxOrigin: sandboxOrigin(context, account),
    })
    if (request === null) return { ok: true, found: 'nothing-to-ask', providerWords: null }
    const response = await send(request)
    // Nobody's profile is not there (404, or 400 for the id): the question was understood and the token taken.
    if (response.kind === 'answered' && [200, 400, 404].includes(response.status)) {
      await askQuota(scope, account, send, authorisation.token)
      return { ok: true, found: 'works', providerWords: null }
    }
    return { ok: false, ...wordsOf(account.channel.interpret(response, request)) }
  } catch (error) {
    if (error instanceof Failure && error.code.startsWith('channels.'))
      return { ok: false, found: 'config-invalid', providerWords: null }
    throw error
  }
}

function wordsOf(outcome: { kind: string; words?: string }): Pick<AccountCheck, 'found' | 'providerWords'> {
  if (outcome.kind === 'auth') return { found: 'credentials-refused', providerWords: null }
  if (outcome.kind === 'rejected') return { found: 'provider-refused', providerWords: outcome.words ?? null }
  return { found: 'unreachable', providerWords: null }
}
