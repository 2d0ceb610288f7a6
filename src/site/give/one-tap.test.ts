import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ChannelKind } from '../../channels/adapter.ts'
import { changeChannelAccount, createChannelAccount } from '../../conversations/accounts.ts'
import { hookRoutes } from '../../conversations/arriving/hooks.ts'
import { type ChatHouse, lineText, openChatHouse } from '../../conversations/testing.ts'
import { returnToken } from '../../gifts/return-token.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../../gifts/testing.ts'
import { respondInChat } from '../../scripts/actions.ts'
import { hiddenField, openSite } from '../testing.ts'

const webhookSecret = 'a-secret-that-telegram-sends-with-every-update'
const appSecret = 'fedcba9876543210fedcba9876543210'

let house: ChatHouse
let site: ReturnType<typeof openSite>
let sandbox: string
let telegramId: string
let whatsappId: string

beforeAll(async () => {
  house = await openChatHouse()
  house.respond = respondInChat
  site = openSite(house.context)
  sandbox = await openSandbox(house.scope)
  await openCampaign(house.scope)
  await changeChannelAccount(house.scope, house.channelAccountId, { config: { basicId: '@morning' } })
  telegramId = await connect('telegram', { botToken: `12345:${'a'.repeat(35)}`, webhookSecret, botName: 'morning_bot' })
  whatsappId = await connect('whatsapp', {
    ...{ phoneNumberId: '106540352242922', businessAccountId: '102290129340398', accessToken: 'x'.repeat(30) },
    ...{ appSecret, verifyToken: 'a-token-to-verify-with', publicNumber: '+886223456789' },
  })
  await connect('webchat', { allowedOrigins: ['https://example.org'] })
})
afterAll(() => house.close())
beforeEach(() => house.clock.advance(60_000))

test('who gave on the web is offered every chat with a public name, on the page after paying and on the gift’s own', async () => {
  const { thanks, giftPage } = await giveOnTheWeb()
  for (const page of [thanks, giftPage]) {
    expect(linksIn(page)).toEqual({
      line: expect.stringMatching(/^https:\/\/line\.me\/R\/oaMessage\/%40morning\/\?RSC%3A[\w-]{43}$/),
      telegram: expect.stringMatching(/^https:\/\/t\.me\/morning_bot\?start=[\w-]{43}$/),
      whatsapp: expect.stringMatching(/^https:\/\/wa\.me\/886223456789\?text=RSC%3A[\w-]{43}$/),
    })
    expect(page).toContain('in LINE, Telegram, or WhatsApp')
  }
})

test('one tap and LINE’s send button tie the gift to the chat', async () => {
  const { thanks, personId } = await giveOnTheWeb()
  const words = decodeURIComponent(new URL(linksIn(thanks).line ?? '').search.slice(1))
  await house.post(lineText('U-one-tap', words, { at: house.clock.now() }))
  await house.settle()
  expect(await ownerOf('U-one-tap')).toEqual({ person_id: personId, proof: 'gift_code' })
  expect((await site.read(await pageAgain(personId))).match(/oaMessage/)).toBeNull()
})

test('one tap and Telegram’s start button tie the gift to the chat', async () => {
  const { giftPage, personId } = await giveOnTheWeb()
  const code = new URL(linksIn(giftPage).telegram ?? '').searchParams.get('start')
  const who = { id: 7100200300, first_name: 'Mei' }
  const message = {
    ...{ message_id: 1, from: { ...who, is_bot: false }, chat: { ...who, type: 'private' } },
    ...{ date: Math.floor(house.clock.now().getTime() / 1000), text: `/start ${code}` },
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  }
  const body = JSON.stringify({ update_id: 1, message })
  await deliver(telegramId, body, { 'x-telegram-bot-api-secret-token': webhookSecret })
  expect(await ownerOf('7100200300')).toEqual({ person_id: personId, proof: 'gift_code' })
})

test('one tap and WhatsApp’s send button tie the gift to the chat', async () => {
  const { thanks, personId } = await giveOnTheWeb()
  const words = new URL(linksIn(thanks).whatsapp ?? '').searchParams.get('text')
  const from = '886912000000'
  const timestamp = String(Math.floor(house.clock.now().getTime() / 1000))
  const value = {
    ...{ messaging_product: 'whatsapp', metadata: { phone_number_id: '106540352242922' } },
    contacts: [{ profile: { name: 'Mei' }, wa_id: from }],
    messages: [{ from, id: 'wamid.1', timestamp, type: 'text', text: { body: words } }],
  }
  const entry = [{ id: '102290129340398', changes: [{ field: 'messages', value }] }]
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
  const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`
  await deliver(whatsappId, body, { 'x-hub-signature-256': signature })
  expect(await ownerOf(from)).toEqual({ person_id: personId, proof: 'gift_code' })
})

function connect(kind: ChannelKind, config: object): Promise<string> {
  house.clock.advance(1000)
  return createChannelAccount(house.scope, { kind, name: kind, config })
}

/** Gives as somebody we know nothing of; answers the two pages they then see. */
async function giveOnTheWeb() {
  const token = hiddenField(await site.read('/c/first-steps/give'))
  house.clock.advance(5000)
  const giver = { name: 'Lin Mei-ling', contact: '0912-345-678', receipt: 'none', publicName: 'named' }
  const sent = await site.send('/c/first-steps/give', { amount: 'own', ownAmount: '1000', ...giver, token })
  const reference = sent.headers.get('location')?.split('/').at(-1) ?? ''
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'paid', 100_000n))
  const [gift] = await query(
    `select g.person_id, i.gift_intent_id from gifts g join gift_intents i using (organisation_id, gift_intent_id)
     where i.reference = $1`,
    [reference],
  )
  const thanks = await site.read(`/return/${returnToken(house.scope, String(gift?.gift_intent_id))}`)
  const giftPage = await site.read(/\/g\/[\w-]{43}/.exec(thanks)?.[0] ?? '')
  return { thanks, giftPage, personId: String(gift?.person_id) }
}

/** A new link to the page of the person's gift. */
async function pageAgain(personId: string): Promise<string> {
  const [intent] = await query('select gift_intent_id from gifts where person_id = $1', [personId])
  const thanks = await site.read(`/return/${returnToken(house.scope, String(intent?.gift_intent_id))}`)
  return /\/g\/[\w-]{43}/.exec(thanks)?.[0] ?? ''
}

function linksIn(page: string): { line?: string; telegram?: string; whatsapp?: string } {
  const links = [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
  const found = { line: '/R/oaMessage/', telegram: '//t.me/', whatsapp: '//wa.me/8' }
  return Object.fromEntries(
    Object.entries(found).map(([kind, part]) => [kind, links.find((link) => link.includes(part))]),
  )
}

async function deliver(channelAccountId: string, body: string, headers: Record<string, string>): Promise<void> {
  const [account] = await query('select hook_key from channel_accounts where channel_account_id = $1', [
    channelAccountId,
  ])
  const path = `/hooks/${account?.hook_key}`
  const answer = await hookRoutes(house.board).request(path, { method: 'POST', body, headers })
  expect(answer.status).toBe(200)
  await house.board.process(house.organisationId, channelAccountId)
}

/** Whose chat it is, and what proved it. */
async function ownerOf(address: string) {
  const [owner] = await query(
    `select i.person_id, l.proof from identities i
     join identity_links l using (organisation_id, identity_id, person_id) where i.address = $1`,
    [address],
  )
  return owner
}

async function query(sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  return (await house.context.databases.owner.query(sql, values)).rows
}
