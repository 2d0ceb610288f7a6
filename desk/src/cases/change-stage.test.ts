import { expect, test } from 'vitest'
import { mayChange, stages } from '../../../src/cases/case.ts'
import { stagesAfter } from './change-stage.tsx'

test('the desk offers exactly the stages the rules allow by hand', () => {
  const byHand = stages.filter((stage) => stage !== 'treated' && stage !== 'recovered')
  for (const from of stages) expect(stagesAfter(from)).toEqual(byHand.filter((to) => mayChange(from, to)))
})
