import { expect, test } from 'vitest'
import { fieldsFor, grantsIn } from './consent-grants.ts'

function typed(fields: Record<string, string[]>) {
  return { all: (name: string) => fields[name] ?? [], text: (name: string) => fields[name]?.[0] ?? '' }
}

test('each ticked field goes through its own channels, else through those of the whole record, and no other purpose gets it', () => {
  const form = {
    'grants.report_to_givers': ['pseudonym', 'picture'],
    'grants.appeal': ['pseudonym'],
    'channels.report_to_givers.picture': ['line,email'],
    // Chosen, then unticked: it is not allowed.
    'channels.appeal.picture': ['page'],
    channel: ['page'],
  }
  const grants = grantsIn(typed(form))
  expect(grants).toEqual([
    { field: 'pseudonym', purpose: 'report_to_givers', channel: 'page' },
    { field: 'picture', purpose: 'report_to_givers', channel: 'line' },
    { field: 'picture', purpose: 'report_to_givers', channel: 'email' },
    { field: 'pseudonym', purpose: 'appeal', channel: 'page' },
  ])
  expect(fieldsFor(grants, 'report_to_givers')).toEqual([
    { field: 'pseudonym', channels: ['page'] },
    { field: 'picture', channels: ['line', 'email'] },
  ])
})

test('without a choice everything ticked goes through every channel, and is shown without naming any', () => {
  const grants = grantsIn(typed({ 'grants.public_page': ['region'] }))
  expect(grants).toEqual([{ field: 'region', purpose: 'public_page', channel: 'any' }])
  expect(fieldsFor(grants, 'public_page')).toEqual([{ field: 'region', channels: [] }])
})
