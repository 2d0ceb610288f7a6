import type { SeenAddress } from '../../people/identities.ts'
import { languageFromTag } from '../../platform/http/language.ts'
import type { OrganisationId } from '../../platform/ids.ts'
import type { Context } from '../../platform/scope.ts'
import { sandboxOrigin } from '../account.ts'
import { sendOverHttp } from '../wire/transport.ts'
import type { AccountCache } from './cache.ts'
import type { AccessTokens } from './tokens.ts'

const parallel = 32
const timeoutMilliseconds = 1500
const restMilliseconds = 60_000

/**
 * Asks the provider who a stranger is, so that the very first answer is in their language and by their name. A provider
 * that does not answer in time is left alone for a minute: greeting somebody namelessly is better than not at all.
 */
export class Profiles {
  readonly #context: Context
  readonly #accounts: AccountCache
  readonly #tokens: AccessTokens
  readonly #restsUntil = new Map<string, number>()

  constructor(context: Context, accounts: AccountCache, tokens: AccessTokens) {
    this.#context = context
    this.#accounts = accounts
    this.#tokens = tokens
  }

  /** What the provider tells of these addresses; those it does not know, or does not tell of, are left out. */
  async read(
    organisationId: OrganisationId,
    channelAccountId: string,
    addresses: readonly string[],
  ): Promise<SeenAddress[]> {
    const queue = [...addresses]
    const seen: SeenAddress[] = []
    const worker = async () => {
      for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
        if ((this.#restsUntil.get(channelAccountId) ?? 0) > this.#context.clock.now().getTime()) return
        const one = await this.#ask(organisationId, channelAccountId, address).catch(() => undefined)
        if (one) seen.push(one)
      }
    }
    await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker))
    return seen
  }

  async #ask(
    organisationId: OrganisationId,
    channelAccountId: string,
    address: string,
  ): Promise<SeenAddress | undefined> {
    const account = await this.#accounts.byId(organisationId, channelAccountId)
    if (account === undefined) return undefined
    const authorisation = await this.#tokens.get(account)
    if ('refusal' in authorisation) return undefined
    const request = account.channel.profile(address, {
      now: this.#context.clock.now(),
      accessToken: authorisation.token,
      sandboxOrigin: sandboxOrigin(this.#context, account),
    })
    if (request === null) return undefined
    const response = await sendOverHttp(this.#context.fetch, request, timeoutMilliseconds)
    if (response.kind !== 'answered')
      this.#restsUntil.set(channelAccountId, this.#context.clock.now().getTime() + restMilliseconds)
    const profile = account.channel.readProfile(response)
    if (profile === null) return undefined
    const language = profile.language === undefined ? undefined : languageFromTag(profile.language)
    const unionId = profile.unionId === undefined ? undefined : `${account.kind}/${profile.unionId}`
    return { address, displayName: profile.displayName, language, unionId }
  }
}
