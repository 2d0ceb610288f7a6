import { expect, test } from 'vitest'
import { configPlace } from '../conversations/account.ts'
import { openTestHouse } from '../organisations/testing.ts'
import { systemScope } from '../platform/jobs/work.ts'
import { testSecret } from '../platform/testing/secret.ts'
import { Vault } from '../platform/vault.ts'
import { createSandboxAccounts, sandboxSettings, testPaySecret } from './accounts.ts'
import { renewSandboxAccounts } from './renew.ts'

test('after a change of the secret a demo and its emulated providers still know each other', async () => {
  const house = await openTestHouse()
  try {
    const named = { name: 'Morning Light', currency: 'TWD' }
    const { lineAccountId, testPaymentAccountId } = await createSandboxAccounts(house.scope, named)
    const context = { ...house.context, vault: new Vault('the secret after the change, over 32 letters', testSecret) }
    const scope = systemScope(context, house.organisationId, 'test')
    await renewSandboxAccounts(context)
    const held = async (table: string, id: string, place: string) => {
      const { rows } = await context.databases.owner.query(
        `select config_cipher as sealed from ${table}s where ${table}_id = $1`,
        [id],
      )
      return JSON.parse(context.vault.open(rows[0]?.sealed, place))
    }
    const line = await held('channel_account', lineAccountId, configPlace(house.organisationId, lineAccountId))
    expect(line).toMatchObject(sandboxSettings(scope, 'line', named.name))
    expect(line).not.toMatchObject(sandboxSettings(house.scope, 'line', named.name))
    const place = `${house.organisationId}/payment_accounts/${testPaymentAccountId}/config`
    expect(await held('payment_account', testPaymentAccountId, place)).toMatchObject({ secret: testPaySecret(scope) })
  } finally {
    await house.close()
  }
})
