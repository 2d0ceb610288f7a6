import { expect, test } from 'vitest'
import { startWorkers } from '../platform/jobs/work.ts'
import { openTestHouse } from './testing.ts'

test('two processes that begin at once are both answered by the queue', async () => {
  const house = await openTestHouse()
  const both = await Promise.all([startWorkers(house.context, [], []), startWorkers(house.context, [], [])])
  expect(both).toHaveLength(2)
  await Promise.all(both.map((workers) => workers.stop()))
  await house.close()
})
