import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeChannelAccount } from '../../conversations/accounts.ts'
import { type ChatHouse, lineText, openChatHouse } from '../../conversations/testing.ts'
import { returnToken } from '../../gifts/return-token.ts'
import { hookPath, hookServer, openCampaign, openSandbox, sandboxSays } from '../../gifts/testing.ts'
import { createLink } from '../../organisations/links.ts'
import { hiddenField, openSite } from '../testing.ts'

let house: ChatHouse
let site: ReturnType<typeof openSite>
let sandbox: string
let campaignId: string
let conversationId: string

beforeAll(async () => {
  house = await openChatHouse()
  house.answer = () => new Response('', { status: 404 })
  site = openSite(house.context)
  sandbox = await openSandbox(house.scope)
  campaignId = await openCampaign(house.scope, { suggestedMinor: [50_000n] })
  await changeChannelAccount(house.scope, house.channelAccountId, { config: { basicId: '@morning' } })
  await house.post(lineText('U1', 'hello'))
  await house.settle()
  conversationId = await house.scope.transaction(async ({ db, organisationId }) => {
    const rows = db.selectFrom('conversations').where('organisation_id', '=', organisationId)
    return (await rows.select('conversation_id').executeTakeFirstOrThrow()).conversation_id
  })
})
afterAll(() => house.close())

const typed = { amount: '500.00', name: 'Lin Mei-ling', contact: '0912-345-678', receipt: 'none', feedback: 'yes' }

function giveLink(): Promise<string> {
  return house.scope.transaction(async (transaction) => {
    const expiresAt = new Date(transaction.now.getTime() + 7_200_000)
    const subject = { conversationId, campaignId }
    return `/give/${await createLink(transaction, { kind: 'give', subject, expiresAt, singleUse: true })}`
  })
}

async function send(path: string, fields: Record<string, string>): Promise<Response> {
  const token = hiddenField(await site.read(path))
  house.clock.advance(5000)
  return site.send(path, { ...fields, token })
}

/** The newest attempt to give. */
function intent() {
  return house.scope.transaction(({ db, organisationId }) =>
    db
      .selectFrom('gift_intents')
      .where('organisation_id', '=', organisationId)
      .select(['gift_intent_id', 'reference', 'conversation_id', 'amount_minor'])
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
}

async function pay(): Promise<string> {
  const { gift_intent_id, reference, amount_minor } = await intent()
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'paid', amount_minor))
  return `/return/${returnToken(house.scope, gift_intent_id)}`
}

test('a link from the chat survives a mistake, starts one gift, and is used up', async () => {
  const link = await giveLink()
  expect((await send(link, { ...typed, contact: '' })).status).toBe(422)
  expect((await send(link, typed)).status).toBe(303)
  expect((await intent()).conversation_id).toBe(conversationId)
  const again = await site.get(link)
  expect(again.status).toBe(410)
  expect(await again.text()).toContain('https://line.me/R/ti/p/%40morning')
  expect(await site.read(await pay())).toContain('Our thanks are already waiting in LINE.')
})

test('who tries again after a refused payment is still in the chat they came from', async () => {
  expect((await send(await giveLink(), typed)).status).toBe(303)
  const { gift_intent_id, reference, amount_minor } = await intent()
  await hookServer(house.context)(await hookPath(house.scope, sandbox), sandboxSays(reference, 'failed', amount_minor))
  const refused = await site.read(`/return/${returnToken(house.scope, gift_intent_id)}`)
  const [, again = ''] = /href="(\/return\/[^"]+\/again)"/.exec(refused) ?? []
  const path = new URL((await site.get(again)).headers.get('location') ?? '', 'http://localhost').pathname
  expect((await send(path, typed)).status).toBe(303)
  const second = await intent()
  expect(second.gift_intent_id).not.toBe(gift_intent_id)
  expect(second.conversation_id).toBe(conversationId)
})

test('who gave before finds everything but the amount and the way to pay filled in', async () => {
  const page = await site.read(await giveLink())
  expect(page).toContain('Good to see you again, Lin Mei-ling')
  expect(page).toContain('value="Lin Mei-ling"')
  expect(page).toMatch(/value="500\.00" checked/)
})

test('who gave on the web opens the chat with one tap that says which gift was theirs', async () => {
  await send('/c/first-steps/give', { ...typed, name: 'Chen' })
  expect(await site.read(await pay())).toMatch(/href="https:\/\/line\.me\/R\/oaMessage\/%40morning\/\?RSC%3A[\w-]{43}"/)
})
