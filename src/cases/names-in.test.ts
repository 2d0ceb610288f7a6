import fc from 'fast-check'
import { expect, test } from 'vitest'
import { namesIn } from './names-in.ts'

test('a name is found whole or in part, whatever its case, accents or width, and only as a word of its own', () => {
  expect(namesIn('Today NICOLÒ laughed', ['Nicolo Rossi'])).toEqual(['nicolo'])
  expect(namesIn('ＬＩＮ Mei-hua signed', ['Lin Mei-hua'])).toEqual(['lin', 'mei', 'hua'])
  expect(namesIn('She was smiling in the garden', ['Lin Mei'])).toEqual([])
  expect(namesIn('今天王小明出院了', ['王小明'])).toEqual(['王小明', '小明'])
  expect(namesIn('今天小明出院了', ['王 小明'])).toEqual(['小明'])
  expect(namesIn('國王般的笑容', ['王小明'])).toEqual([])
})

test('a text that contains a name as it stands never passes, and one without a letter of it always does', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(letters, letters, (given, family) => {
      expect(namesIn(`We saw ${given} today`, [`${given} ${family}`]).length).toBeGreaterThan(0)
      expect(namesIn('zzz xyz 123', [`${given} ${family}`])).toEqual([])
    }),
  )
})
