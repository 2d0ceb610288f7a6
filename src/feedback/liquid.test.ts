import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, readTemplate, surelySaid } from './liquid.ts'

const names = ['child', 'news', 'share', 'name']
const fill = (text: string, values: Record<string, string>) => fillTemplate(readTemplate(text, names), values)

test('gaps, defaults and choices are filled as Liquid fills them', () => {
  expect(fill('News of {{ child }}: {{news}}', { child: '小星', news: 'Well.' })).toBe('News of 小星: Well.')
  expect(fill('Dear {{ name | default: "friend" }}', {})).toBe('Dear friend')
  const text = 'A{% if share %} B {{ share }}{% if name %}, {{ name }}{% endif %}{% else %} C{% endif %} D'
  expect(fill(text, { share: '5', name: 'Li' })).toBe('A B 5, Li D')
  expect(fill(text, { share: '5' })).toBe('A B 5 D')
  expect(fill(text, {})).toBe('A C D')
})

test.each([
  ['{{ child', 'feedback.template-unreadable'],
  ['{{ child | upcase }}', 'feedback.template-unreadable'],
  ['{% for one in all %}x{% endfor %}', 'feedback.template-unreadable'],
  ['{% include "secrets" %}', 'feedback.template-unreadable'],
  ['{% if child %}x', 'feedback.template-unreadable'],
  ['x{% endif %}', 'feedback.template-unreadable'],
  [
    '{% if child %}{% if child %}{% if child %}{% if child %}x{% endif %}{% endif %}{% endif %}{% endif %}',
    'feedback.template-unreadable',
  ],
  ['{{ diagnosis }}', 'feedback.template-unknown-name'],
  ['{% if constructor %}x{% endif %}', 'feedback.template-unknown-name'],
])('%s is refused', (text, code) => {
  expect(() => readTemplate(text, names)).toThrow(expect.objectContaining({ code }))
})

test.each([
  ['Hello\n{{ news }}\n{{ chlid }}', { name: 'chlid', line: 3 }],
  ['{% if share %}\n\n{{ news | upcase }}{% endif %}', { found: '{{ news | upcase }}', line: 3 }],
  ['a\nb {% if share %}\nc', { found: '{% if share %}', line: 2 }],
  ['a\n\nb }} c', { found: '}} c', line: 3 }],
])('%j is refused with the line and the words that are wrong', (text, facts) => {
  expect(() => readTemplate(text, names)).toThrow(expect.objectContaining({ facts: expect.objectContaining(facts) }))
})

test('what stands in a value is never a tag, and words without tags come out as they went in', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(fill('<{{ name }}>', { name: value })).toBe(`<${value}>`)
    }),
  )
  const plain = fc.string().filter((text) => !/[{}%]/.test(text))
  fc.assert(
    fc.property(plain, (text) => {
      expect(fill(text, {})).toBe(text)
    }),
  )
  expect(fill('{{ name }}', { name: '{{ share }}{% if news %}', share: '5' })).toBe('{{ share }}{% if news %}')
})

test('a name counts as said only where every side of a choice says it', () => {
  const said = (text: string) => [...surelySaid(readTemplate(text, names))]
  expect(said('{% if share %}{{ news }}{% endif %}')).toEqual([])
  expect(said('{% if share %}{{ news }} {{ share }}{% else %}{{ news }}{% endif %}')).toEqual(['news'])
})
