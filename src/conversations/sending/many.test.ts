import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OutboundMessage, textMessage } from '../../channels/message.ts'
import { recordConsent } from '../../people/consents.ts'
import { newId } from '../../platform/ids.ts'
import { readOutbound } from '../conversation.ts'
import { listConversations, listMessages } from '../inbox/store.ts'
import { type ChatHouse, lineText, openChatHouse } from '../testing.ts'
import { pageOfTheirOwn, wordsOf } from './form-letters.ts'
import { sendToMany } from './many.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

/** What the words tell stands in them as the page does, quotes and all; the picture is the same for everybody. */
const content: OutboundMessage = {
  blocks: [
    {
      type: 'card',
      picture: { url: 'https://give.example.org/kite.jpg', description: '風箏' },
      title: `小星 "${pageOfTheirOwn}" \\ ${pageOfTheirOwn}`,
      fields: [],
      buttons: [
        { type: 'link', label: '看', url: pageOfTheirOwn },
        { type: 'link', label: '我們', url: 'https://give.example.org' },
      ],
    },
  ],
  quickReplies: [],
  altText: '小星',
}

/** Somebody who wrote and agreed to hear of their gifts. */
async function meet(address: string) {
  await chat.post(lineText(address, `hello from ${address}`, { at: chat.clock.now() }))
  await chat.settle()
  chat.clock.advance(60_000)
  const { rows } = await chat.context.databases.owner.query<{ personId: string; conversationId: string }>(
    `select person_id as "personId", conversation_id as "conversationId" from identities
     join conversations using (organisation_id, identity_id) where address = $1`,
    [address],
  )
  const [met] = rows
  if (!met) throw new Error('nobody met')
  const words = { channel: 'all', source: 'gift_form', textVersion: '1', language: 'zh-Hant' } as const
  await chat.scope.transaction((tx) =>
    recordConsent(tx, { personId: met.personId, purpose: 'feedback', granted: true, ...words }),
  )
  return met
}

const report = { purpose: 'feedback', sourceKind: 'feedback' } as const

test('words that many read alike are filled in for each, exactly as for one alone, whatever stands in words and address', async () => {
  const people = [await meet('U-one'), await meet('U-two'), await meet('U-three')]
  const pages = ['https://give.example.org/g/1#v1.a', 'https://give.example.org/g/2?a="b"&c=\\d', undefined]
  const sendings = people.map(({ personId }, place) => {
    const page = pages[place]
    const own = page === undefined ? { content: textMessage('alone') } : { content, page }
    return { personId, deliveryId: newId(chat.clock.now()), ...own }
  })
  const { reasons } = await chat.scope.transaction((tx) => sendToMany(tx, report, sendings))
  expect(reasons).toEqual([null, null, null])
  for (const sending of sendings) {
    const { rows } = await chat.context.databases.owner.query(
      `select m.content, d.state, d.source_id = d.delivery_id as "isOwnSource", m.message_id = d.delivery_id as "isOneName"
       from deliveries d join messages m using (organisation_id, message_id) where d.delivery_id = $1`,
      [sending.deliveryId],
    )
    expect(rows).toEqual([{ content: wordsOf(sending), state: 'queued', isOwnSource: true, isOneName: true }])
  }
  expect(readOutbound(wordsOf({ content, page: 'https://give.example.org/g/1' })).blocks[0]).toMatchObject({
    buttons: [{ url: 'https://give.example.org/g/1' }, { url: 'https://give.example.org' }],
  })
})

test('what many are told stands in the thread and leaves the inbox as it was; where nobody spoke yet it begins the talk', async () => {
  const told = await meet('U-told')
  const newest = await meet('U-newest')
  const silent = await meet('U-silent')
  await chat.context.databases.owner.query(
    `update conversations set last_message_at = null, preview = '' where conversation_id = $1`,
    [silent.conversationId],
  )
  const agent = await chat.member('owner')
  const shown = async () => (await listConversations(agent, { limit: 20 })).items
  const before = await shown()
  expect(before[0]?.id).toBe(newest.conversationId)
  expect(before.map(({ id }) => id)).not.toContain(silent.conversationId)
  await chat.scope.transaction((tx) =>
    sendToMany(
      tx,
      report,
      [told, silent].map(({ personId }) => ({
        ...{ personId, deliveryId: newId(tx.now), content },
        page: 'https://give.example.org/g/3',
      })),
    ),
  )
  const [begun, ...others] = await shown()
  expect(begun).toMatchObject({ id: silent.conversationId, preview: expect.stringContaining('小星') })
  expect(others).toEqual(before)
  const thread = await listMessages(agent, told.conversationId, undefined, 10)
  expect(thread.items.at(-1)).toMatchObject({ direction: 'out', blocks: [{ type: 'card' }] })
})

test('of two messages of one name the second fails and takes its transaction with it', async () => {
  const [one, other] = [await meet('U-first'), await meet('U-second')]
  const deliveryId = newId(chat.clock.now())
  const send = (personId: string) =>
    chat.scope.transaction((tx) =>
      sendToMany(tx, report, [{ personId, deliveryId, content, page: 'https://a.example' }]),
    )
  await send(one.personId)
  await expect(send(other.personId)).rejects.toThrow(/duplicate key/)
  const thread = await listMessages(await chat.member('owner'), other.conversationId, undefined, 10)
  expect(thread.items.filter(({ direction }) => direction === 'out')).toHaveLength(1)
})
