import type { Figures, FiguresAsk } from '../../channels/figures.ts'
import { adapters } from '../../channels/kinds.ts'
import type { Transport } from '../../channels/request.ts'
import type { Scope } from '../../platform/scope.ts'
import { sandboxOrigin } from '../account.ts'
import { openAccountRow } from '../accounts.ts'
import { sendOverHttp } from '../wire/transport.ts'
import { AccessTokens } from './tokens.ts'

/** The kinds of channel whose provider counts who has seen a broadcast. */
export const countingKinds: readonly string[] = Object.values(adapters)
  .filter((adapter) => 'askFigures' in adapter)
  .map(({ kind }) => kind)

/** What an account's provider tells of the messages of one name; `null` when it does not answer. Uses the network. */
export async function askFigures(scope: Scope, channelAccountId: string, ask: FiguresAsk): Promise<Figures | null> {
  const account = await scope.transaction((transaction) => openAccountRow(transaction, channelAccountId))
  const send: Transport = (request) => sendOverHttp(scope.context.fetch, request)
  const authorisation = await new AccessTokens(scope.context, send).get(account)
  if (!('token' in authorisation)) return null
  const request = account.channel.askFigures(ask, {
    now: scope.context.clock.now(),
    accessToken: authorisation.token,
    sandboxOrigin: sandboxOrigin(scope.context, account),
  })
  return request === null ? null : account.channel.readFigures(await send(request))
}

/** What messages of one source are counted under at the provider: at most 30 of `a-z 0-9 _`. */
export function aggregationUnitOf(sourceId: string): string {
  return `b_${BigInt(`0x${sourceId.replaceAll('-', '')}`).toString(36)}`
}
