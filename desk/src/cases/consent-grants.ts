import { consentFields, consentPurposes, type Grant } from '../api/consents.ts'
import type { Typed } from '../pieces/form.tsx'

/** The name of the input in which the channels of one field for one purpose are chosen. */
export function channelsName(purpose: string, field: string): string {
  return `channels.${purpose}.${field}`
}

/** What was ticked, each through the channel of the whole record, or through its own where the form asks for them one by one. */
export function grantsIn(typed: Pick<Typed, 'all' | 'text'>): Grant[] {
  const whole = typed.text('channel') || 'any'
  return consentPurposes.flatMap((purpose) =>
    consentFields
      .filter((field) => typed.all(`grants.${purpose}`).includes(field))
      .flatMap((field) => {
        const own = typed
          .text(channelsName(purpose, field))
          .split(',')
          .filter((channel) => channel !== '')
        const channels = own.length > 0 ? own : [whole]
        return channels.map((channel) => ({ field, purpose, channel }))
      }),
  )
}

/** What is allowed for a purpose: each field once, with its channels; none where it is any channel. */
export function fieldsFor(
  grants: readonly Grant[],
  purpose: Grant['purpose'],
): { field: Grant['field']; channels: string[] }[] {
  const meant = grants.filter((one) => one.purpose === purpose)
  return consentFields
    .filter((field) => meant.some((one) => one.field === field))
    .map((field) => {
      const channels = meant.filter((one) => one.field === field).map(({ channel }) => channel)
      return { field, channels: channels.includes('any') ? [] : channels }
    })
}
