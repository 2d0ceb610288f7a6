import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accept, type ChatHouse, echo, lineText, openChatHouse } from '../testing.ts'

let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())

test('a result heard while the connection to the database breaks is recorded as soon as there is another, once', async () => {
  chat.respond = echo
  const { owner } = chat.context.databases
  const blocker = await owner.connect()
  chat.answer = async () => {
    await blocker.query('begin; lock table delivery_parts in exclusive mode')
    return accept()
  }
  await chat.post(lineText('U-lost', 'hello'))
  const settled = chat.settle()
  const waiting = `select pid from pg_locks where relation = 'delivery_parts'::regclass and mode = 'RowExclusiveLock' and not granted`
  let broken = 0
  while (broken === 0) {
    await sleep(20)
    broken = (await owner.query(`select pg_terminate_backend(pid) from (${waiting}) as one`)).rowCount ?? 0
  }
  await blocker.query('commit')
  blocker.release()
  await settled
  const { rows } = await owner.query(
    `select d.state, d.attempts, count(p.*)::int as parts from deliveries d left join delivery_parts p using (organisation_id, delivery_id)
     group by d.delivery_id, d.state, d.attempts`,
  )
  expect(rows).toEqual([{ state: 'sent', attempts: 1, parts: 1 }])
  expect(chat.sent).toHaveLength(1)
})
