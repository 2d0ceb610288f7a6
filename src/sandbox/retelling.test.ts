import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openChannel } from '../channels/kinds.ts'
import { tellUntilHeard } from './retelling.ts'
import { SlackEmulator } from './slack/emulator.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T02:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The seconds after the first at which a hook that answers so is told, within a day. */
async function toldAt(kind: Parameters<typeof tellUntilHeard>[0], answer: (attempt: number) => Response) {
  const begun = Date.now()
  const told: number[] = []
  await tellUntilHeard(kind, async (attempt) => {
    told.push((Date.now() - begun) / 1000)
    return answer(attempt)
  })
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  return told
}

const broken = () => new Response('', { status: 503 })

test('Slack tells three times more, at once, after a minute and after five; our hook can ask it not to', async () => {
  expect(await toldAt('slack', broken)).toEqual([0, 1, 61, 361])
  expect(await toldAt('slack', (attempt) => (attempt === 2 ? new Response('') : broken()))).toEqual([0, 1, 61])
  const enough = () => new Response('', { status: 500, headers: { 'x-slack-no-retry': '1' } })
  expect(await toldAt('slack', enough)).toEqual([0])
})

test('a mail provider tells ten times more within half a day, and a hook that forbids it no more', async () => {
  const minutes = [0, 1, 6, 16, 26, 36, 51, 81, 141, 261, 621]
  expect(await toldAt('email', broken)).toEqual(minutes.map((minute) => minute * 60))
  expect(await toldAt('email', () => new Response('', { status: 403 }))).toEqual([0])
})

test('Telegram goes on doubling; LINE and WeChat, who repeat themselves in their own words, are told once here', async () => {
  expect((await toldAt('telegram', broken)).slice(0, 4)).toEqual([0, 1, 3, 7])
  expect(await toldAt('line', broken)).toEqual([0])
})

test('what Slack tells again is signed anew and says that it is, and a press is never told again', async () => {
  const app = {
    botToken: 'xoxb-000000000000-demo',
    signingSecret: '8f742231b10e8888abcd99aaaaaa85a5',
    botUserId: 'U0HELPERBOT',
  }
  const channel = openChannel('slack', { botToken: app.botToken, signingSecret: app.signingSecret })
  const agains: (((attempt: number) => RequestInit) | null | undefined)[] = []
  const emulator = new SlackEmulator(app, 'https://example.org/hooks/key', {
    fetch: async (_url, _init, again) => {
      agains.push(again)
      return new Response('')
    },
    now: () => new Date(),
    random: () => new Uint8Array(16),
  })
  await emulator.say('U02MEILIN01', 'D02MEILIN01', 'hello')
  await emulator.command('U02MEILIN01', 'D02MEILIN01', '/gift', '500')
  vi.advanceTimersByTime(6 * 60_000)
  const { headers, body } = agains[0]?.(3) ?? {}
  if (!(body instanceof Uint8Array)) throw new Error('no bytes')
  const told = { method: 'POST', path: '/', query: {}, headers: Object.fromEntries(new Headers(headers)), body }
  const { accepted, events } = channel.receive(told, new Date())
  expect([accepted, events]).toMatchObject([true, [{ type: 'message', text: 'hello', redelivered: true }]])
  expect(agains[1]).toBeNull()
})
