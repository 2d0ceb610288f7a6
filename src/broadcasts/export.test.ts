import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recipientsFile } from './export.ts'
import { anyOf } from './filters.ts'
import { readRecipients, recipientStates } from './recipients.ts'
import { sendBroadcast } from './send.ts'
import { cancelBroadcast } from './stop.ts'
import { type BroadcastHouse, openBroadcastHouse } from './testing.ts'

let house: BroadcastHouse
beforeAll(async () => {
  house = await openBroadcastHouse()
})
afterAll(() => house.close())

test('B10: the list of recipients says sent, delivered, read, failed or skipped with its reason, and no name is a formula', async () => {
  const personIds = await house.meet(8)
  const reluctant = await house.meet(1, { agrees: false })
  await house.context.databases.owner.query(
    `update persons set display_name = '=HYPERLINK("http://example.org")' where person_id = any($1)`,
    [reluctant],
  )
  const broadcastId = await house.release({
    audience: anyOf({ kind: 'people', personIds: [...personIds, ...reluctant] }),
  })
  await sendBroadcast(house.scope, broadcastId)
  const becomes = ['sent', 'delivered', 'read', 'failed', 'unknown', 'queued', 'held', 'cancelled'] as const
  for (const [index, state] of becomes.entries()) await become(broadcastId, personIds[index] ?? '', state)
  const csv = await recipientsFile(house.approver, broadcastId, 'en')
  const rows: string[][] = parse(csv, { bom: true })
  expect(rows[0]).toEqual([
    'Name',
    'Person',
    'Channel',
    'Result',
    'Reason',
    'Sent (UTC)',
    'Delivered (UTC)',
    'Read (UTC)',
  ])
  const result = new Map(rows.slice(1).map(([, id = '', channel, state, reason]) => [id, [channel, state, reason]]))
  expect(personIds.map((id) => result.get(id)?.[1])).toEqual([
    ...['Sent', 'Delivered', 'Read', 'Failed', 'Sent, unsure whether it arrived', 'On its way', 'On its way'],
    'Cancelled',
  ])
  expect(result.get(personIds[3] ?? '')).toEqual(['LINE', 'Failed', 'The channel did not take it'])
  expect(result.get(reluctant[0] ?? '')).toEqual(['', 'Not written to', 'Has not agreed to such messages'])
  expect(rows.find(([, id]) => id === reluctant[0])?.[0]).toBe(`'=HYPERLINK("http://example.org")`)
  await expect(recipientsFile(await house.member('agent'), broadcastId, 'en')).rejects.toMatchObject({
    code: 'organisations.not-permitted',
  })
})

test('every recipient is in one state, page by page and all together; cancelled, nobody is left waiting', async () => {
  const personIds = await house.meet(7)
  house.clock.set('2026-03-02T15:00:00Z')
  const broadcastId = await house.release({ audience: anyOf({ kind: 'people', personIds }) })
  await sendBroadcast(house.scope, broadcastId)
  await house.settle()
  expect(await house.ends(broadcastId)).toEqual({ 'queued quiet_hours': 7 })
  expect(await cancelBroadcast(house.approver, broadcastId)).toEqual({ stopped: 7, alreadySent: 0 })
  expect(await house.ends(broadcastId)).toEqual({ cancelled: 7 })
  const pages: string[][] = []
  for (let after: string | undefined; pages.at(-1)?.length !== 0; after = pages.at(-1)?.at(-1)) {
    const rows = await house.scope.transaction((tx) => readRecipients(tx, broadcastId, { after, limit: 3 }))
    pages.push(rows.map((row) => row.personId))
  }
  expect(pages.flat()).toEqual(personIds)
  const counts = recipientStates.map((state) =>
    house.scope.transaction(async (tx) => (await readRecipients(tx, broadcastId, { state, limit: 100 })).length),
  )
  expect((await Promise.all(counts)).reduce((sum, count) => sum + count)).toBe(7)
})

async function become(broadcastId: string, personId: string, state: string): Promise<void> {
  await house.context.databases.owner.query(
    `update deliveries d set state = $3, reason = case $3 when 'failed' then 'rejected' end, sent_at = now()
     from broadcast_recipients r
     where r.broadcast_id = $1 and r.person_id = $2 and d.delivery_id = r.delivery_id`,
    [broadcastId, personId, state],
  )
}
