import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeChannelAccount, readChannelConfig } from '../accounts.ts'
import { type ChatHouse, channelSecret, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

/** The settings of the account as a backup holds them. */
async function stored(): Promise<Buffer> {
  const { rows } = await chat.context.databases.owner.query('select config_cipher from channel_accounts')
  return rows[0].config_cipher
}

test('the secrets of a channel are sealed at rest, at first and after a change, and never shown again', async () => {
  expect((await stored()).includes(channelSecret)).toBe(false)
  const owner = await chat.member('owner')
  const changed = channelSecret.replaceAll('0', 'f')
  await changeChannelAccount(owner, chat.channelAccountId, { config: { channelSecret: changed } })
  const bytes = await stored()
  expect([bytes.includes(changed), bytes.includes('channelSecret')]).toEqual([false, false])
  const { shown, hasSecrets } = await readChannelConfig(owner, chat.channelAccountId)
  expect(JSON.stringify(shown)).not.toContain(changed)
  expect(hasSecrets).toContain('channelSecret')
})
