import { expect, test } from 'vitest'
import { readFragment, readRemembered, writeFragment, writeRemembered } from './link.ts'

const remembered = { size: 12, root: new Uint8Array(32).fill(3), fingerprint: 'A'.repeat(22) }
const line = writeRemembered(remembered)
const salt = new Uint8Array(32).fill(4)

test('what a donor holds is read back as it was written, with or without a state of the log', () => {
  expect(readRemembered(line)).toEqual(remembered)
  for (const held of [
    { salt, remembered },
    { salt, remembered: undefined },
  ]) {
    expect(readFragment(writeFragment(held))).toEqual(held)
    expect(readFragment(`#${writeFragment(held)}`)).toEqual(held)
  }
})

test('a state of an empty log, or spelt in any other way, is none', () => {
  const [size = '', root = '', fingerprint = ''] = line.split('.')
  const wrong = [
    ...[
      `0.${root}.${fingerprint}`,
      `-1.${root}.${fingerprint}`,
      `012.${root}.${fingerprint}`,
      `1e3.${root}.${fingerprint}`,
    ],
    ...[`${line}.more`, `${line}.`, `${size}.${root}`, `${size}.${root.slice(1)}.${fingerprint}`],
    ...[`${size}.${root}.${fingerprint}A`, `${size}.${root}=.${fingerprint}`, ''],
  ]
  for (const one of wrong) expect(readRemembered(one), one).toBeUndefined()
})

test('a link whose state of the log was damaged is damaged: it is not taken for one that never had any', () => {
  const whole = writeFragment({ salt, remembered })
  for (const one of [`${whole}.more`, whole.slice(0, -1), whole.slice(0, 60), whole.replace('v1', 'v2'), 'v1.', '']) {
    expect(readFragment(one), one).toBeUndefined()
  }
})
