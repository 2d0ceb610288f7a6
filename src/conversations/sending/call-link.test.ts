import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { changeChannelAccount } from '../accounts.ts'
import { readConversation } from '../inbox/store.ts'
import { openWhatsappHouse, type WhatsappHouse, whatsappText } from '../whatsapp.fixture.ts'

let house: WhatsappHouse
beforeAll(async () => {
  house = await openWhatsappHouse()
})
afterAll(() => house.close())

test('whoever writes in a conversation is told what calls us there, once the channel has a number', async () => {
  expect(await house.post(whatsappText({ phone: '393331234567' }, 'Hi', house.clock.now()))).toBe(200)
  await house.settle()
  const [row] = await house.query('select conversation_id as id from conversations')
  const id = z.uuid().parse(row?.id)
  expect(await readConversation(house.scope, id)).toMatchObject({ callLink: null })
  await changeChannelAccount(house.scope, house.accountId, { config: { publicNumber: '+886223456789' } })
  expect(await readConversation(house.scope, id)).toMatchObject({ callLink: 'https://wa.me/call/886223456789' })
})
