import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSandboxHouse, type SandboxHouse } from './testing.ts'

let house: SandboxHouse
beforeAll(async () => {
  house = await openSandboxHouse()
})
afterAll(() => house.close())

function enter(fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams(fields)
  return fetch(`${house.origin}/sandbox/desk`, { method: 'POST', body, redirect: 'manual' })
}

test('whoever has no phone is told the first step, and nobody may keep it', async () => {
  const answer = await fetch(`${house.origin}/sandbox/guide`)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toContain('data-now="follow"')
})

test('the way to the desk leads to the desk alone, as one of two', async () => {
  for (const to of ['https://evil.example/', '//evil.example', '/desk/../g/x', '/sandbox']) {
    expect((await enter({ as: 'officer', to })).status).toBe(422)
  }
  expect((await enter({ as: 'owner', to: '/desk/' })).status).toBe(422)
})
