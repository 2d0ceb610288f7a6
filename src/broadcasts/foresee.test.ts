import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../channels/message.ts'
import { createChannelAccount } from '../conversations/accounts.ts'
import { anyOf } from './filters.ts'
import { foresee } from './foresee.ts'
import { getBroadcast } from './rows.ts'
import { type BroadcastHouse, openBroadcastHouse, planned } from './testing.ts'
import { createBroadcast } from './write.ts'

let house: BroadcastHouse
beforeAll(async () => {
  house = await openBroadcastHouse()
})
afterAll(() => house.close())

async function preflightOf(change: object) {
  const broadcastId = await createBroadcast(house.writer, { ...planned, ...change })
  return house.scope.transaction(async (tx) => foresee(tx, await getBroadcast(tx, broadcastId)))
}

test('a preflight counts people by route and language, skips with reasons, and says what is left of a plan and what it costs', async () => {
  const people = [...(await house.meet(3)), ...(await house.meet(2, { language: 'it' }))]
  const reluctant = await house.meet(1, { agrees: false })
  const { owner } = house.context.databases
  await owner.query(
    'update channel_accounts set messages_left = 4, message_price_minor = 20, message_price_currency = $1',
    ['TWD'],
  )
  await owner.query(`update persons set time_zone = 'Asia/Tokyo' where person_id = $1`, [people[0]])
  const personIds = [...people, ...reluctant]
  const preflight = await preflightOf({ audience: anyOf({ kind: 'people', personIds }) })
  expect(preflight).toMatchObject({
    ...{ people: 6, reached: 5, inFallback: 2, zoneUnknown: 4, templateMissing: 0 },
    skipped: [{ reason: 'opted_out', people: 1 }],
    accounts: [
      { kind: 'line', people: 5, messagesLeft: 4, messagesLeftAfter: 0, cost: { minor: '20', currency: 'TWD' } },
    ],
    cost: { minor: '20', currency: 'TWD' },
  })
  expect(preflight.routes).toEqual([{ channel: 'line', by: 'push', language: 'en', people: 5 }])
  const contents = { en: textMessage('Hello'), it: textMessage('Ciao') }
  const both = await preflightOf({ audience: anyOf({ kind: 'people', personIds }), contents })
  expect([both.inFallback, both.routes.map(({ language, people }) => [language, people])]).toEqual([
    0,
    [
      ['en', 3],
      ['it', 2],
    ],
  ])
})

test('W4: before anything is approved it is said for how many there is no open window, and no template they could be sent', async () => {
  const account = await createChannelAccount(house.scope, {
    kind: 'whatsapp',
    name: 'WhatsApp',
    config: {
      ...{ phoneNumberId: '1000000', businessAccountId: '2000000', accessToken: 't'.repeat(40) },
      ...{ appSecret: '0123456789abcdef0123456789abcdef', verifyToken: 'verify-token-0123456789' },
    },
  })
  const personIds = await house.meet(4)
  await house.context.databases.owner.query(
    `with moved as (update identities set channel_account_id = $1 where person_id = any($2) returning identity_id)
     update conversations set channel_account_id = $1, last_inbound_at = now() - interval '10 years'
     where identity_id in (select identity_id from moved)`,
    [account, personIds.slice(0, 3)],
  )
  const audience = anyOf({ kind: 'people', personIds })
  const refused = await preflightOf({ audience })
  expect(refused).toMatchObject({
    ...{ people: 4, reached: 1, templateMissing: 3 },
    skipped: [{ reason: 'window_closed', people: 3 }],
  })
  const template = { kind: 'whatsapp', name: 'spring', language: 'en', values: { 1: '{{name}}' } }
  const contents = { en: { ...textMessage('Hello'), templates: [template] } }
  const mended = await preflightOf({ audience, contents })
  expect(mended).toMatchObject({ reached: 4, templateMissing: 0, skipped: [] })
  expect(mended.routes).toContainEqual({ channel: 'whatsapp', by: 'template', language: 'en', people: 3 })
  const keep = (language: string, state: string) =>
    house.context.databases.owner.query(
      `insert into message_templates (organisation_id, template_id, channel_account_id, name, language, category, text,
         parameters, takes_url, is_fillable, state, by_hand, synced_at)
       values ($1, gen_random_uuid(), $2, 'spring', $3, '', 'x', '{}', false, true, $4, false, now())`,
      [house.organisationId, account, language, state],
    )
  await keep('it', 'approved')
  const foreign = await preflightOf({ audience, contents })
  expect(foreign).toMatchObject({ reached: 1, skipped: [{ reason: 'template_language', people: 3 }] })
  await keep('en', 'rejected')
  const rejected = await preflightOf({ audience, contents })
  expect(rejected).toMatchObject({ reached: 1, skipped: [{ reason: 'template_refused', people: 3 }] })
})
