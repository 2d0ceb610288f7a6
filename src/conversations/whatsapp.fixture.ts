import { randomUUID } from 'node:crypto'
import { metaSignature } from '../channels/meta/hook.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { createChannelAccount } from './accounts.ts'
import { hookRoutes } from './arriving/hooks.ts'
import type { Respond } from './conversation.ts'
import { Switchboard } from './switchboard.ts'
import { echo } from './testing.ts'

const appSecret = '0123456789abcdef0123456789abcdef'
const numberId = '106540352242922'
const businessId = '102290129340398'

/** Who writes, by the names Meta gives them. */
export interface Names {
  phone?: string
  userId?: string
}

/** A house with one WhatsApp number, two workers, and a provider that takes everything. */
export interface WhatsappHouse extends TestHouse {
  accountId: string
  /** Texts the provider took. */
  taken: string[]
  /** The ids the provider gave them. */
  ids: string[]
  /** Posts a signed webhook; answers its status. */
  post(value: object): Promise<number>
  /** Everybody works at once. */
  settle(): Promise<void>
  query(statement: string): Promise<Record<string, unknown>[]>
  count(what: string): Promise<unknown>
}

/** Opens the house; each worker is a switchboard of its own. */
export async function openWhatsappHouse(respond: Respond = echo): Promise<WhatsappHouse> {
  const taken: string[] = []
  const ids: string[] = []
  const provider: typeof fetch = async (url, init) => {
    const body = await new Request(url, init).text()
    const id = `wamid.${randomUUID()}`
    if (body.includes('"text"')) taken.push(body)
    if (body.includes('"text"')) ids.push(id)
    return Response.json({ messages: [{ id }] })
  }
  const house = await openTestHouse({ fetch: provider })
  const first = new Switchboard(house.context, { respond })
  const boards = [first, new Switchboard(house.context, { respond })]
  const accountId = await createChannelAccount(house.scope, {
    kind: 'whatsapp',
    name: 'WhatsApp',
    config: {
      ...{ phoneNumberId: numberId, businessAccountId: businessId, appSecret },
      ...{ accessToken: 'EAAG-a-token-of-a-system-user', verifyToken: 'a-token-of-our-own-choice' },
    },
  })
  const query = async (statement: string) => (await house.context.databases.owner.query(statement)).rows
  const [account] = await query('select hook_key from channel_accounts')
  const hooks = hookRoutes(first)
  const everybody = (work: (board: Switchboard) => Promise<void>) => Promise.all(boards.map(work))
  return {
    ...house,
    ...{ accountId, taken, ids, query },
    count: async (what) => (await query(`select count(*)::int as n from ${what}`))[0]?.n,
    post: async (value) => {
      const entry = [{ id: businessId, changes: [{ field: 'messages', value: { ...envelope, ...value } }] }]
      const body = JSON.stringify({ object: 'whatsapp_business_account', entry })
      const headers = { 'x-hub-signature-256': metaSignature(Buffer.from(body), appSecret) }
      return (await hooks.request(`/hooks/${account?.hook_key}`, { method: 'POST', body, headers })).status
    },
    settle: async () => {
      for (let round = 0; round < 2; round += 1) await everybody((one) => one.process(house.organisationId, accountId))
      await everybody((one) => one.sender.settled())
    },
    close: async () => {
      await everybody((one) => one.stop())
      await house.close()
    },
  }
}

const envelope = {
  messaging_product: 'whatsapp',
  metadata: { display_phone_number: '39020000000', phone_number_id: numberId },
}

/** A text and who it is from, as one webhook tells them. `at` is the provider's time. */
export function whatsappText(names: Names, text: string, at: Date, id = `wamid.${randomUUID()}`) {
  const { phone, userId } = names
  const wa_id = phone === undefined ? {} : { wa_id: phone }
  const user_id = userId === undefined ? {} : { user_id: userId }
  const from = { ...(phone ? { from: phone } : {}), ...(userId ? { from_user_id: userId } : {}) }
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    contacts: [{ profile: { name: 'Anna' }, ...wa_id, ...user_id }],
    messages: [{ ...from, id, timestamp, type: 'text', text: { body: text } }],
  }
}
