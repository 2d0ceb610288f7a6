import { expect, test } from 'vitest'
import { liveTopics } from '../../../src/organisations/live-topics.ts'
import { staleAfter } from './live.ts'

test.each(liveTopics)('news of a %s makes some page read again', (topic) => {
  expect(staleAfter(topic)).not.toEqual([])
})

test('what the desk shows nowhere makes nothing stale', () => {
  expect(staleAfter('weather')).toEqual([])
})
