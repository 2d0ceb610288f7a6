import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { channelKinds } from '../../channels/adapter.ts'
import { adapters } from '../../channels/kinds.ts'
import { lineSignature } from '../../channels/line/receive.ts'
import { changeChannelAccount, createChannelAccount, listChannelAccounts } from '../accounts.ts'
import { hookRoutes } from '../arriving/hooks.ts'
import { type ChatHouse, channelSecret, lineText, openChatHouse } from '../testing.ts'
import { provingSecrets, stopFormerSecret } from './former-secret.ts'

let chat: ChatHouse
/** What the account's secrets were, in order. */
const secrets = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(32))
let used = 0
let current = channelSecret
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.clock.set('2026-03-02T02:00:00Z')
})

test('for a day a webhook signed with the secret before counts as well, and nothing else does', async () => {
  const former = current
  await renew()
  expect([await post(former), await post(current), await post('0'.repeat(32))]).toEqual([200, 200, 401])
  expect(await formerUntil()).toEqual(new Date('2026-03-03T02:00:00Z'))
  chat.clock.advance(24 * 3_600_000 - 1000)
  expect(await post(former)).toBe(200)
  chat.clock.advance(1000)
  expect([await post(former), await post(current)]).toEqual([401, 200])
})

test('a secret said to be known to others is refused at once, and so is the one before it', async () => {
  const first = current
  await renew()
  const second = current
  await renew({ isLeaked: true })
  expect([await post(first), await post(second), await post(current)]).toEqual([401, 401, 200])
  expect(await formerUntil()).toBeNull()
})

test('the one before can be stopped at any moment; of two changes within a day only the later overlaps', async () => {
  const first = current
  await renew()
  const second = current
  await renew()
  expect([await post(first), await post(second)]).toEqual([401, 200])
  await stopFormerSecret(await chat.member('owner'), chat.channelAccountId)
  chat.board.accounts.forget()
  expect([await post(second), await post(current)]).toEqual([401, 200])
})

test('what changes beside the secret begins no overlap and ends none', async () => {
  await change({ config: { basicId: '@hands' } })
  expect(await formerUntil()).toBeNull()
  const former = current
  await renew()
  await change({ name: 'Renamed', config: { channelSecret: current } })
  expect(await post(former)).toBe(200)
})

test('a handshake and a link in a mail go by the secret before as well', async () => {
  const [one, other] = ['one', 'other'].map((word) => `a-secret-${word}-of-at-least-32-letters-for-mail`)
  const config = { smtpHost: '127.0.0.1', smtpPort: '2525', fromAddress: 'a@hands.example', fromName: 'Hands' }
  const settings = { ...config, inboundSecret: one }
  const id = await createChannelAccount(chat.scope, { kind: 'email', name: 'Mail', config: settings })
  await changeChannelAccount(chat.scope, id, { config: { inboundSecret: other } })
  const row = (await listChannelAccounts(chat.scope)).find((account) => account.channel_account_id === id)
  const send = async (secret = '') => {
    const headers = { 'content-type': 'message/rfc822', 'x-inbound-secret': secret }
    const body = 'From: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nhello'
    return (await hookRoutes(chat.board).request(`/hooks/${row?.hook_key}`, { method: 'POST', headers, body })).status
  }
  expect([await send(one), await send(other), await send(`${other}-`)]).toEqual([200, 200, 401])
})

test('of every kind it is known which settings prove what comes in', () => {
  for (const kind of channelKinds) {
    const fields = adapters[kind].configFields.map(({ name }) => name)
    expect(fields, kind).toEqual(expect.arrayContaining([...provingSecrets(kind)]))
    expect(provingSecrets(kind).length > 0, kind).toBe(kind !== 'webchat')
  }
})

/** Gives the account its next secret. */
async function renew({ isLeaked = false } = {}): Promise<void> {
  current = secrets[used++] ?? ''
  await change({ config: { channelSecret: current }, isLeaked })
}

async function change(of: Parameters<typeof changeChannelAccount>[2]): Promise<void> {
  await changeChannelAccount(await chat.member('owner'), chat.channelAccountId, of)
  chat.board.accounts.forget()
}

function post(secret: string): Promise<number> {
  const body = JSON.stringify({ destination: 'U0', events: [lineText('U1', 'hello', { at: chat.clock.now() })] })
  return chat.postRaw(body, lineSignature(Buffer.from(body), secret))
}

async function formerUntil(): Promise<Date | null | undefined> {
  const accounts = await listChannelAccounts(chat.scope)
  return accounts.find(({ channel_account_id }) => channel_account_id === chat.channelAccountId)?.former_until
}
