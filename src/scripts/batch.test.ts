import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Switchboard } from '../conversations/switchboard.ts'
import { type ChatHouse, lineText, openChatHouse } from '../conversations/testing.ts'
import { respondInChat } from './actions.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

test('thirty people who write at once are answered with no more statements than three', async () => {
  const three = await statementsFor(people('U-three', 3))
  const thirty = await statementsFor(people('U-thirty', 30))
  expect(three).toBeGreaterThan(5)
  expect(thirty).toBe(three)
  expect(chat.sent).toHaveLength(2 * 33)
})

test('in a batch where one person’s answer fails, everybody else is answered, once', async () => {
  chat.sent.length = 0
  chat.respond = async (transaction, turn) => {
    await respondInChat(transaction, turn)
    if (turn.identity.address === 'U-crowd-4') throw new Error('the script broke')
  }
  chat.board.wake = () => {}
  await chat.post(...people('U-crowd', 9).map((address) => lineText(address, '選單')))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query(
    `select i.address, c.message_count::int as messages from conversations c
     join identities i using (organisation_id, identity_id) where i.address like 'U-crowd-%' order by i.address`,
  )
  const others = people('U-crowd', 9).filter((address) => address !== 'U-crowd-4')
  expect(rows).toEqual(others.map((address) => ({ address, messages: 2 })))
  expect(chat.sent).toHaveLength(8)
})

function people(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${name}-${n}`)
}

/** Statements it takes to answer everybody's second message, in one batch. */
async function statementsFor(addresses: readonly string[]): Promise<number> {
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const databases = { ...chat.context.databases, app: chat.context.databases.app.withPlugin(counting) }
  const board = new Switchboard({ ...chat.context, databases }, { respond: respondInChat })
  chat.board.wake = () => {}
  chat.respond = respondInChat
  await chat.post(...addresses.map((address) => lineText(address, '選單')))
  await chat.settle()
  await chat.post(...addresses.map((address) => lineText(address, '語言')))
  await board.process(chat.organisationId, chat.channelAccountId)
  await board.sender.settled()
  const counted = statements
  await board.stop()
  return counted
}
