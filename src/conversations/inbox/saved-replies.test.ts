import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestHouse, type TestHouse } from '../../organisations/testing.ts'
import { addSavedReply, changeSavedReply, listSavedReplies, removeSavedReply, savedReply } from './saved-replies.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({})
})
afterAll(() => house.close())

test('a saved reply is kept, said otherwise and taken away, each with a line in the audit', async () => {
  const agent = await house.member('agent')
  await addSavedReply(agent, { name: 'Visits', texts: { en: 'We are open on Mondays.' } })
  const { id } = await addSavedReply(agent, { name: 'receipts', texts: { en: 'It comes by mail.', it: 'Arriva.' } })
  expect((await listSavedReplies(agent)).map(({ name }) => name)).toEqual(['receipts', 'Visits'])
  await changeSavedReply(agent, id, { name: 'Receipts', texts: { ja: '郵送します。' } })
  expect(await listSavedReplies(agent)).toContainEqual({ id, name: 'Receipts', texts: { ja: '郵送します。' } })
  await removeSavedReply(agent, id)
  expect((await listSavedReplies(agent)).map(({ name }) => name)).toEqual(['Visits'])
  const { rows } = await house.context.databases.owner.query(
    `select action, count(*)::int as count from audit_entries where subject_kind = 'saved_reply' group by 1 order by 1`,
  )
  expect(rows).toEqual([
    { action: 'conversations.add-saved-reply', count: 2 },
    { action: 'conversations.remove-saved-reply', count: 1 },
    { action: 'conversations.saved-reply', count: 1 },
  ])
  const gone = { code: 'conversations.saved-reply-missing' }
  await expect(removeSavedReply(agent, id)).rejects.toMatchObject(gone)
  await expect(changeSavedReply(agent, id, { name: 'x', texts: { en: 'x' } })).rejects.toMatchObject(gone)
})

test('whoever may only read finds them and changes nothing; one without words is none', async () => {
  const reader = await house.member('volunteer_coordinator')
  expect(await listSavedReplies(reader)).toHaveLength(1)
  const reply = { name: 'x', texts: { en: 'x' } }
  await expect(addSavedReply(reader, reply)).rejects.toMatchObject({ code: 'organisations.not-permitted' })
  expect(savedReply.safeParse({ name: 'x', texts: {} }).success).toBe(false)
})
