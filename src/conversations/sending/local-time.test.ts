import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textMessage } from '../../channels/message.ts'
import { sendMessage } from '../actions.ts'
import { type ManyChannels, openManyChannels } from '../many-channels.fixture.ts'
import { countUnknownZones, type LocalTime, momentOf } from './local-time.ts'

describe('nine o’clock their time', () => {
  const nine: LocalTime = { day: '2026-03-02', time: '09:00', ifPast: 'next-day' }
  const moment = (now: string, zone: string, more: Partial<LocalTime> = {}) =>
    momentOf(new Date(now), zone, { ...nine, ...more })?.toISOString()

  test('Q5: is that hour of each; where it has passed it is tomorrow’s or never, but not at once', () => {
    expect(moment('2026-03-02T01:00:00Z', 'Europe/Rome')).toBe('2026-03-02T08:00:00.000Z')
    expect(moment('2026-03-02T01:00:00Z', 'Asia/Tokyo')).toBe('2026-03-03T00:00:00.000Z')
    expect(moment('2026-03-02T01:00:00Z', 'Asia/Tokyo', { ifPast: 'skip' })).toBeUndefined()
    expect(moment('2026-03-02T00:00:00Z', 'Asia/Tokyo')).toBe('2026-03-02T00:00:00.000Z')
    expect(moment('2026-03-09T23:00:00Z', 'Asia/Tokyo')).toBe('2026-03-10T00:00:00.000Z')
    expect(moment('2026-03-10T00:00:01Z', 'Asia/Tokyo')).toBe('2026-03-11T00:00:00.000Z')
  })

  test('Q3: of an hour that a change of clocks leaves out, the one after it; of one that comes twice, the first', () => {
    const night = { day: '2027-03-28', time: '02:30' }
    expect(moment('2027-03-01T00:00:00Z', 'Europe/Rome', night)).toBe('2027-03-28T01:30:00.000Z')
    expect(moment('2026-03-01T00:00:00Z', 'Europe/Rome', { day: '2026-10-25', time: '02:30' })).toBe(
      '2026-10-25T00:30:00.000Z',
    )
  })
})

describe('a message for nine o’clock their time', () => {
  let chat: ManyChannels
  beforeAll(async () => {
    chat = await openManyChannels(['line'])
  })
  afterAll(() => chat.close())

  test('Q5: already ten in Tokyo: tomorrow at nine or not at all; who has no zone is given ours, and counted', async () => {
    chat.clock.set('2026-03-02T01:00:00Z')
    const people = {
      tokyo: await chat.meet({ line: 1 }),
      rome: await chat.meet({ line: 1 }),
      nowhere: await chat.meet({ line: 1 }),
    }
    await zone(people.tokyo.personId, 'Asia/Tokyo')
    await zone(people.rome.personId, 'Europe/Rome')
    const send = (personId: string, ifPast: LocalTime['ifPast']) =>
      chat.scope.transaction((transaction) =>
        sendMessage(
          transaction,
          { personId },
          {
            ...{ content: textMessage('news'), purpose: 'feedback', author: { kind: 'system' } },
            localTime: { day: '2026-03-02', time: '09:30', ifPast },
          },
        ),
      )
    expect(await send(people.tokyo.personId, 'skip')).toEqual({ outcome: 'skipped', reason: 'expired' })
    for (const { personId } of Object.values(people)) await send(personId, 'next-day')
    expect(await sentAt(['2026-03-02T01:29:59Z', '2026-03-02T01:30:00Z'])).toEqual([0, 1])
    expect(await sentAt(['2026-03-02T08:29:59Z', '2026-03-02T08:30:00Z'])).toEqual([1, 2])
    expect(await sentAt(['2026-03-03T00:29:59Z', '2026-03-03T00:30:00Z'])).toEqual([2, 3])
    const personIds = Object.values(people).map(({ personId }) => personId)
    expect(await chat.scope.transaction((transaction) => countUnknownZones(transaction, personIds))).toBe(1)
  })

  async function zone(personId: string, name: string): Promise<void> {
    await chat.rows(`update persons set time_zone = '${name}' where person_id = '${personId}'`)
  }

  async function sentAt(times: readonly string[]): Promise<number[]> {
    const counts: number[] = []
    for (const time of times) {
      chat.clock.set(time)
      await chat.settleAll()
      counts.push(chat.sent.length)
    }
    return counts
  }
})
