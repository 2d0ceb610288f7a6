import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { issueReceiptByHand } from './receipts/issue.ts'
import { give, hookPath, hookServer, openCampaign, openSandbox, sandboxSays, sandboxSecret } from './testing.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

/** Every row of a table as the database administrator or the holder of a backup reads it. */
async function bytesOf(table: string, column: string): Promise<Buffer[]> {
  const { rows } = await house.context.databases.owner.query<{ bytes: Buffer }>(
    `select ${column} as bytes from ${table} where ${column} is not null`,
  )
  return rows.map(({ bytes }) => bytes)
}

async function everyText(table: string): Promise<string> {
  const { rows } = await house.context.databases.owner.query<{ text: string }>(`select t::text as text from ${table} t`)
  return rows.map(({ text }) => text).join('\n')
}

test('a tax identifier and the secrets of a payment account are nowhere in clear, from the form to the receipt', async () => {
  const campaignId = await openCampaign(house.scope)
  const accountId = await openSandbox(house.scope)
  const finance = await house.member('finance')
  const { reference } = await give(house, campaignId, { taxIdentifier: 'A123456789' })
  const hook = hookServer(house.context)
  const answer = await hook(await hookPath(house.scope, accountId), sandboxSays(reference, 'paid'))
  expect(answer.status).toBe(200)
  const { rows } = await house.context.databases.owner.query('select gift_id from gifts')
  await issueReceiptByHand(finance, rows[0]?.gift_id)

  for (const table of ['gift_intents', 'gifts', 'receipts']) {
    const stored = await bytesOf(table, 'tax_identifier_cipher')
    expect([table, stored.length]).toEqual([table, 1])
    expect([table, stored.some((bytes) => bytes.includes('A123456789'))]).toEqual([table, false])
    expect([table, (await everyText(table)).includes('A123456789')]).toEqual([table, false])
  }
  const [config] = await bytesOf('payment_accounts', 'config_cipher')
  expect(config?.includes(sandboxSecret)).toBe(false)
})
