import { expect, test } from 'vitest'
import { readSetUp, setUpField, type TypedSetUp } from './form.ts'

const whole: TypedSetUp = {
  code: '0000-0000-0000-0000',
  'organisation.name': 'Luce',
  'organisation.slug': 'luce',
  'organisation.country': 'IT',
  'organisation.timeZone': 'Europe/Rome',
  'legalEntity.name': 'Luce ETS',
  'legalEntity.address': 'Via Roma 1',
  'legalEntity.registrationNumber': '01234567890',
  'legalEntity.receiptPrefix': 'LU',
  'owner.name': 'Ada',
  'owner.email': 'ada@example.org',
  'owner.password': 'a long enough password',
}

/** The fields that are told to be wrong. */
function wrongIn(typed: TypedSetUp): string[] {
  const read = readSetUp(typed, 'it')
  return read.success ? [] : [...new Set(read.error.issues.map(({ path }) => setUpField(path.join('.'))))]
}

test('what is whole is taken', () => {
  expect(wrongIn(whole)).toEqual([])
})

test.each(['organisation.country', 'organisation.timeZone', 'legalEntity.name', 'owner.email'] as const)(
  'who leaves %s empty is told of it, and never that the code is wrong',
  (field) => {
    expect(wrongIn({ ...whole, [field]: '' })).toEqual([field])
  },
)
