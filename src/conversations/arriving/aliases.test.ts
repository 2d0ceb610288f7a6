import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Names, openWhatsappHouse, type WhatsappHouse, whatsappText } from '../whatsapp.fixture.ts'

const phone = '393471234567'
const userId = 'IT.13491208655302741918'

let house: WhatsappHouse
beforeAll(async () => {
  house = await openWhatsappHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.taken.length = 0
  await house.query(`truncate inbound_events, deliveries, delivery_parts, messages, conversations, identity_aliases,
    identities, identity_links, persons cascade`)
})

const count = (what: string) => house.count(what)
const settle = () => house.settle()

/** Somebody writes on WhatsApp; Meta names them by number, by user id or by both. */
async function write(names: Names, text: string): Promise<void> {
  expect(await house.post(whatsappText(names, text, house.clock.now()))).toBe(200)
}

test('who is first known by a number and later by a user id as well is one identity and one person', async () => {
  await write({ phone }, 'one')
  await settle()
  await write({ phone, userId }, 'two')
  await settle()
  await write({ userId }, 'three')
  await settle()
  expect([await count('identities'), await count('persons'), await count('conversations')]).toEqual([1, 1, 1])
  expect(house.taken).toHaveLength(3)
})

test('who is first known by both names is found by either', async () => {
  await write({ phone, userId }, 'one')
  await settle()
  await write({ phone }, 'two')
  await write({ userId }, 'three')
  await settle()
  expect([await count('identities'), await count('conversations')]).toEqual([1, 1])
  expect(await count('identity_aliases')).toBe(1)
})

test('two people by two names become one as soon as Meta says so, with what belonged to the other', async () => {
  await write({ phone }, 'one')
  await settle()
  await write({ userId }, 'two')
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(2)
  await write({ phone, userId }, 'three')
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(1)
  expect(await count(`identity_links where proof = 'provider'`)).toBe(1)
})

test('two people by two names become one when a receipt names both, as Meta’s own examples do', async () => {
  await write({ phone }, 'one')
  await settle()
  await write({ userId }, 'two')
  await settle()
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000))
  const names = { recipient_id: phone, recipient_user_id: userId }
  const statuses = [{ id: house.ids[0], status: 'delivered', timestamp, ...names }]
  expect(await house.post({ statuses })).toBe(200)
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(1)
})

test('what we write to somebody known by number alone finds them by the user id its receipt names as well', async () => {
  await write({ phone }, 'one')
  await settle()
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000))
  const statuses = [
    { id: house.ids[0], status: 'delivered', timestamp, recipient_id: phone, recipient_user_id: userId },
  ]
  expect(await house.post({ statuses })).toBe(200)
  await settle()
  await write({ userId }, 'two')
  await settle()
  expect([await count('identities'), await count('persons'), await count('conversations')]).toEqual([1, 1, 1])
})

test('what somebody types joins nobody', async () => {
  await write({ phone }, 'one')
  await write({ userId }, `my number is ${phone}, RSC:${phone}`)
  await settle()
  expect(await count('(select distinct person_id from identities) as people')).toBe(2)
})

test('two workers who meet one person by two names at the same moment make one identity', async () => {
  for (let round = 0; round < 12; round += 1) {
    const names = { phone: `39347000${1000 + round}`, userId: `IT.${1000 + round}` }
    await write(names, 'both')
    await write({ phone: names.phone }, 'by number')
    await settle()
  }
  expect([await count('identities'), await count('conversations')]).toEqual([12, 12])
  expect(await count('messages where direction = $$in$$')).toBe(24)
})
