import { openPaymentAccount } from '../src/gifts/payment-account.ts'
import { openCampaign } from '../src/gifts/testing.ts'
import { type House, openHouse } from '../src/house.ts'
import { foundOrganisation } from '../src/organisations/found.ts'
import { createLogger } from '../src/platform/log.ts'
import type { Scope } from '../src/platform/scope.ts'
import { readSettings } from '../src/platform/settings.ts'
import { createSandboxAccounts } from '../src/sandbox/accounts.ts'
import { listChannels } from '../src/sandbox/line/channel.ts'
import type { Installation } from './server.ts'

/** A small demo organisation with the emulated LINE and the test pay page: what the walks need of the demo, in a second. */
export interface Charity {
  scope: Scope
  campaignId: string
  line: { hookPath: string; channelSecret: string; channelAccountId: string }
  payment: { hookPath: string; paymentAccountId: string }
}

/** Founds the organisation through a visit to the installation's house. */
export async function foundCharity(house: House): Promise<Charity> {
  const { context } = house
  const scope = await foundOrganisation(context, {
    ...{ slug: 'morning-light', name: 'Morning Light', country: 'TW', language: 'zh-Hant', isDemo: true },
    timeZone: zoneAtNoon(context.clock.now()),
  })
  const { testPaymentAccountId } = await createSandboxAccounts(scope, { name: 'Morning Light', currency: 'TWD' })
  const [channel] = await listChannels(context)
  if (!channel) throw new Error('no channel')
  const { hookKey } = await scope.transaction((transaction) => openPaymentAccount(transaction, testPaymentAccountId))
  return {
    scope,
    campaignId: await openCampaign(scope, { startsOn: '2026-01-01', endsOn: '2099-12-31' }),
    line: {
      hookPath: new URL(channel.hookUrl).pathname,
      channelSecret: channel.config.channelSecret,
      channelAccountId: channel.channelAccountId,
    },
    payment: { hookPath: `/hooks/pay/${hookKey}`, paymentAccountId: testPaymentAccountId },
  }
}

/**
 * The house of a running installation, opened by this process beside the server: for setting up and for looking. While it
 * is open it would keep, and bring back, the database: close it before anything is killed or stopped.
 */
export function visit({ dataFolder, port }: Installation): Promise<House> {
  return openHouse(readSettings({ RISCONTRO_DATA: dataFolder, PORT: String(port) }), createLogger('warn'))
}

/** Quiet hours are people's nights: in this zone it is about noon, whenever the walk is taken. */
export function zoneAtNoon(now: Date): string {
  const hours = 12 - now.getUTCHours()
  return `Etc/GMT${hours >= 0 ? '-' : '+'}${Math.abs(hours)}`
}
