import { z } from 'zod'
import type { Finding, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'
import { lineUrl, order } from './access.ts'
import type { LineConfig } from './config.ts'
import { askSignedIn, loginRefusal } from './login.ts'
import { get } from './people.ts'

const endpointPath = '/v2/bot/channel/webhook/endpoint'

const info = z.object({ basicId: z.string(), displayName: z.string() })
const tested = z.object({ success: z.boolean().default(false), reason: z.string(), detail: z.string() })
const endpoint = z.object({ endpoint: z.string(), active: z.boolean() })
const failed = z.object({ message: z.string() })

/** `PUT /v2/bot/channel/webhook/endpoint`. That webhooks are used at all is switched on by hand. An emulator delivers to us anyway. */
export function register(hookUrl: string, config: LineConfig, context: RequestContext): ProviderRequest[] {
  return context.sandboxOrigin === undefined ? [order('PUT', endpointPath, config, context, { endpoint: hookUrl })] : []
}

/** Who the account is, whether LINE reaches us when it tries now, and where it delivers (messaging-api.yml @ 6e4c2a2). */
export function check(config: LineConfig, context: RequestContext): ProviderRequest[] {
  const questions = [
    get(lineUrl('/v2/bot/info', context), config, context),
    order('POST', '/v2/bot/channel/webhook/test', config, context, {}),
  ]
  const where = get(lineUrl(endpointPath, context), config, context)
  return [
    ...questions,
    ...(context.sandboxOrigin === undefined ? [where] : []),
    ...(config.loginChannelId && config.loginChannelSecret ? [askSignedIn('check', nowhere, config, context)] : []),
  ]
}

/** A code that nobody was given is refused as such where the channel and its secret are right (unverified). */
const nowhere = { returnUrl: 'https://example.org/' }

export function readCheck(responses: readonly ProviderResponse[], hookUrl: string): Finding[] {
  const [who, test, where] = responses
  const account = read(who, info)
  if (account === null) return [{ about: 'credentials', isRight: false, words: wordsOf(who) }]
  const told = read(where, endpoint)
  const isElsewhere = told !== null && told.endpoint !== hookUrl
  const trial = read(test, tested)
  const why = isElsewhere ? told.endpoint : trial === null ? wordsOf(test) : `${trial.reason} ${trial.detail}`
  const reaches = !isElsewhere && trial?.success === true
  return [
    { about: 'credentials', isRight: true },
    { about: 'name', isRight: true, words: `${account.displayName} ${account.basicId}` },
    { about: 'webhook', isRight: reaches, words: reaches ? undefined : why },
    // The switch "Use webhook" of the console.
    ...(told?.active === false ? [{ about: 'events' as const, isRight: false, words: 'Use webhook' }] : []),
    ...signInFinding(loginRefusal(responses.slice(2).at(-1))),
  ]
}

function signInFinding(refusal: string | null): Finding[] {
  if (refusal === null) return []
  const isRight = refusal === 'invalid_grant'
  return [{ about: 'signIn', isRight, words: isRight ? undefined : refusal }]
}

function read<Shape>(response: ProviderResponse | undefined, schema: z.ZodType<Shape>): Shape | null {
  return response?.kind === 'answered' && response.status === 200 ? readJson(response.body, schema) : null
}

function wordsOf(response: ProviderResponse | undefined): string | undefined {
  if (response === undefined) return undefined
  return response.kind === 'answered' ? readJson(response.body, failed)?.message : response.reason
}
