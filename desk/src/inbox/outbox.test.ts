import { expect, test } from 'vitest'
import { Outbox } from './outbox.ts'

function storage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

const written = (clientKey: string, text = clientKey) => ({
  clientKey,
  text,
  mode: 'reply' as const,
  at: '2026-03-05T00:00:00Z',
})

test('what was handed over is still there after the page was closed, in the order it was written', () => {
  const device = storage()
  new Outbox(device, 'talk').add(written('a'))
  new Outbox(device, 'talk').add(written('b'))
  expect(new Outbox(device, 'talk').list().map(({ clientKey }) => clientKey)).toEqual(['a', 'b'])
  expect(new Outbox(device, 'other talk').list()).toEqual([])
})

test('trying again keeps one of each key, and nothing is left once all were sent', () => {
  const device = storage()
  const outbox = new Outbox(device, 'talk')
  outbox.add(written('a'))
  outbox.add(written('a'))
  expect(outbox.list()).toHaveLength(1)
  outbox.remove('a')
  expect(device.kept.size).toBe(0)
})

test('something else under its name is no letter', () => {
  const device = storage()
  device.setItem('riscontro.outbox.talk', '{"not":"a list"}')
  expect(new Outbox(device, 'talk').list()).toEqual([])
})
