import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keysIn, keysOf, namesIn } from './names-in.ts'

test('a name is found whole or in part, whatever its case, accents or width, and only as a word of its own', () => {
  expect(namesIn('Today NICOLÒ laughed', ['Nicolo Rossi'])).toEqual(['nicolo'])
  expect(namesIn('ＬＩＮ Mei-hua signed', ['Lin Mei-hua'])).toEqual(['lin', 'mei', 'hua', 'meihua'])
  expect(namesIn('She was smiling in the garden', ['Lin Mei'])).toEqual([])
  expect(namesIn('今天王小明出院了', ['王小明'])).toEqual(['王小明', '小明'])
  expect(namesIn('今天小明出院了', ['王 小明'])).toEqual(['小明'])
  expect(namesIn('國王般的笑容', ['王小明'])).toEqual([])
  expect(namesIn('A day at home', ['Lin A'])).toEqual([])
  expect(namesIn('明天出院', ['王明'])).toEqual([])
})

test('order, hyphens and spaces do not hide a name', () => {
  expect(namesIn('Meihua LIN came', ['Lin Mei-hua'])).toEqual(['lin', 'meihua'])
  expect(namesIn('Mei‑Hua came', ['Lin Meihua'])).toEqual(['meihua'])
  expect(namesIn('今天 王　小 明 出院', ['王小明'])).toEqual(['王小明', '小明'])
})

test('where a name could be anybody’s, two of its words are looked for, in any order, and signs as a whole', () => {
  const found = (text: string, name: string) => {
    const keys = keysIn(text)
    return keysOf(name).flatMap((key) => keys.get(key) ?? [])
  }
  expect(found('Today ＲＯＳＳＩ, Nicolò laughed', 'Nicolo Rossi')).toEqual(['rossi nicolo'])
  expect(found('Maria Luisa Rossi', 'Maria Rossi')).toEqual(['maria rossi'])
  expect(found('Meihua Lin', 'Lin Mei-hua')).toEqual(['meihua lin'])
  expect(found('今天王小明出院了', '王 小明')).toEqual(['王小明'])
  expect(found('小明王さん', '王 小明')).toEqual(['小明王'])
  expect(found('マリア・ロッシさん', 'マリア ロッシ')).toEqual(['マリアロッシ'])
  for (const [text, name] of [
    ['Maria is well, and so is everybody in the house of the Rossi family', 'Maria Rossi'],
    ['小明出院了', '王小明'],
    ['Hope', 'Hope'],
  ] as const) {
    expect(found(text, name)).toEqual([])
  }
})

test('whatever two words a name has, either order of it is found', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(word, word, (given, family) => {
      const keys = keysIn(`we met ${family.toUpperCase()} ${given} there`)
      expect(keysOf(`${given} ${family}`).some((key) => keys.has(key))).toBe(true)
    }),
  )
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
