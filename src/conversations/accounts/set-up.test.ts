import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { createChannelAccount, readChannelConfig } from '../accounts.ts'
import { checkChannelAccount } from './check.ts'

let house: TestHouse
let answers: Record<string, object>
const asked: { method: string; body: Record<string, unknown> }[] = []
beforeAll(async () => {
  house = await openTestHouse({
    fetch: async (input, init) => {
      const method = String(input).split('/').at(-1) ?? ''
      asked.push({ method, body: JSON.parse(String(init?.body ?? '{}')) })
      const result = answers[method]
      return result === undefined
        ? Response.json({ ok: false, error_code: 401, description: 'Unauthorized' }, { status: 401 })
        : Response.json({ ok: true, result })
    },
  })
})
afterAll(() => house.close())

const config = { botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe' }

test('a bot is set up with nothing but its token: the secret is made, the address told, each finding named', async () => {
  const id = await createChannelAccount(house.scope, { kind: 'telegram', name: 'Bot', config })
  expect(await readChannelConfig(house.scope, id)).toEqual({ shown: {}, hasSecrets: ['webhookSecret', 'botToken'] })

  answers = {
    getMe: { username: 'helping_hands_bot' },
    setWebhook: {},
    getWebhookInfo: { url: 'https://elsewhere.org' },
  }
  expect(await checkChannelAccount(house.scope, id)).toMatchObject({
    ok: false,
    found: 'not-finished',
    findings: [
      { about: 'credentials', isRight: true },
      { about: 'name', words: '@helping_hands_bot' },
      { about: 'webhook', isRight: false },
    ],
  })
  const told = asked.find(({ method }) => method === 'setWebhook')?.body
  expect(told).toMatchObject({
    url: expect.stringContaining('/hooks/'),
    secret_token: expect.stringMatching(/^[\w-]{43}$/),
  })

  answers.getWebhookInfo = { url: told?.url }
  expect(await checkChannelAccount(house.scope, id)).toMatchObject({ ok: true, found: 'works' })
})

test('a refused token is said so', async () => {
  answers = {}
  const id = await createChannelAccount(house.scope, { kind: 'telegram', name: 'Bot', config })
  expect(await checkChannelAccount(house.scope, id)).toMatchObject({ ok: false, found: 'credentials-refused' })
})
