import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfQuiet } from '../conversations/sending/quiet.ts'
import { daytimeZone } from './daytime.ts'

test('at any moment there is a place where it is day and stays day for six hours', () => {
  const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 359 }), (now, minutes) => {
      const later = new Date(now.getTime() + minutes * 60_000)
      expect(endOfQuiet(later, daytimeZone(now))).toBeUndefined()
    }),
  )
})
