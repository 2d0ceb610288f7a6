import { expect, test } from 'vitest'
import { initialsOf } from './face.tsx'

test.each([
  ['Daniel Fairley', 'DF'],
  ['Maria della Pergola', 'MP'],
  ['Madonna', 'M'],
  ['渡辺 翔太', '渡'],
  ['Programme officer (writes)', 'PO'],
  ['平台捐赠人 ··0003', '平'],
  ['', '·'],
])('of %s stands %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
