import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { newId } from '../../platform/ids.ts'
import { sendMessage } from '../actions.ts'
import type { Leaving } from '../conversation.ts'
import { type ChatHouse, lineText, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
  chat.respond = async () => {}
})
afterAll(() => chat.close())

test('what ended after a message was queued stops it, though nobody has heard the news; its sender may write it anew', async () => {
  const asked: Leaving[][] = []
  chat.mayStillGo = async ({ db, organisationId }, leaving) => {
    asked.push([...leaving])
    const { rows } = await sql<{ ended: boolean }>`
      select name = 'ended' as ended from organisations where organisation_id = ${organisationId}`.execute(db)
    return new Set(rows[0]?.ended ? leaving.filter(({ sourceKind }) => sourceKind === 'round').map(({ id }) => id) : [])
  }
  const personId = await meet('U-donor')
  const roundId = newId(chat.clock.now())
  const [report, answer] = await chat.scope.transaction(async (transaction) => [
    await sendMessage(transaction, { personId }, { ...words, source: { kind: 'round', id: roundId } }),
    await sendMessage(transaction, { personId }, words),
  ])
  await chat.scope.transaction(({ db, organisationId }) =>
    sql`update organisations set name = 'ended' where organisation_id = ${organisationId}`.execute(db),
  )
  await chat.settle()
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContainEqual({ id: idOf(report), sourceKind: 'round', sourceId: roundId })
  expect(chat.sent).toHaveLength(1)
  expect(await deliveries()).toEqual([
    { delivery_id: idOf(report), state: 'cancelled', reason: 'withdrawn' },
    { delivery_id: idOf(answer), state: 'sent', reason: null },
  ])
})

const words = { content: textMessage('news'), purpose: 'service', author: { kind: 'system' } } as const

function idOf(sent: Awaited<ReturnType<typeof sendMessage>> | undefined): string {
  return sent?.outcome === 'queued' ? sent.deliveryId : ''
}

async function meet(address: string): Promise<string> {
  await chat.post(lineText(address, 'hi'))
  await chat.settle()
  const { rows } = await chat.context.databases.owner.query('select person_id from identities where address = $1', [
    address,
  ])
  return rows[0]?.person_id
}

async function deliveries(): Promise<unknown[]> {
  const text = 'select delivery_id, state, reason from deliveries order by delivery_id'
  return (await chat.context.databases.owner.query(text)).rows
}
