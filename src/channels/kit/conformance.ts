import { describe } from 'vitest'
import { asking } from './asking.ts'
import { composing } from './composing.ts'
import { describing } from './describing.ts'
import { interpreting } from './interpreting.ts'
import { quoting } from './quoting.ts'
import { receiving } from './receiving.ts'
import type { Subject } from './subject.ts'

/** Registers the tests every channel adapter must pass. Call it from the adapter's own test file. */
export function conformance<Config>(subject: Subject<Config>): void {
  describe(`the ${subject.adapter.kind} adapter keeps the channel contract`, () => {
    describe('receiving', () => receiving(subject))
    describe('composing', () => composing(subject))
    describe('asking', () => asking(subject))
    describe('interpreting', () => interpreting(subject))
    describe('quoting', () => quoting(subject))
    describe('describing itself', () => describing(subject))
  })
}
