import { expect, test } from 'vitest'
import { fieldAtFault } from './field-at-fault.ts'

test.each([
  ['email', ['name', 'email'], 'email'],
  ['amount', ['needId', 'amountMinor'], 'amountMinor'],
  ['amount.minor', ['donorName', 'amount'], 'amount'],
  ['suggestedMinor.2', ['goalMinor', 'suggestedMinor'], 'suggestedMinor'],
  ['config.channelId', ['name', 'channelId'], 'channelId'],
  ['texts', ['slug', 'texts.en.title', 'texts.it.title'], 'texts.en.title'],
  ['texts.it.story', ['texts.en.story', 'texts.it.story'], 'texts.it.story'],
])('a problem with %s lands in a form of %j at %s', (asked, names, field) => {
  expect(fieldAtFault(asked, names)).toBe(field)
})

test('a problem with something the form does not ask for lands at no field', () => {
  expect(fieldAtFault('organisation', ['name', 'email'])).toBeUndefined()
})
