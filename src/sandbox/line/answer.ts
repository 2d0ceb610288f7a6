import type { z } from 'zod'

/** An answer of LINE's API: `{ message, details? }` and no code (messaging-api.yml `ErrorResponse` @ 6e4c2a2). */
export interface LineAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export const answers = {
  unauthorised: refusal(
    401,
    'Authentication failed. Confirm that the access token in the authorization header is valid.',
  ),
  notFound: refusal(404, 'Not found'),
  invalidReplyToken: refusal(400, 'Invalid reply token'),
  unknownRecipient: refusal(400, 'Failed to send messages'),
  retryKeyUnusable: refusal(400, 'The retry key is not available for this API'),
  retryKeyMalformed: refusal(400, 'The retry key is invalid'),
  noJson: refusal(400, 'The request body could not be parsed as JSON'),
  tooLarge: refusal(413, 'The request body is too large'),
  wrongMediaType: refusal(415, 'Unsupported media type'),
  tooFast: refusal(429, 'The API rate limit has been exceeded. Try again later.'),
  overQuota: refusal(429, 'You have reached your monthly limit.'),
  broken: refusal(500, 'Internal server error'),
} as const

export function refusal(status: number, message: string): LineAnswer {
  return { status, body: { message } }
}

/** A body that breaks the rules: each breach with the place it stands at, spelt `messages[0].text`. */
export function invalidBody({ issues }: z.ZodError): LineAnswer {
  const details = issues.map(({ path, message }) => ({ message, property: propertyOf(path) }))
  const count = details.length === 1 ? '1 error' : `${details.length} errors`
  return { status: 400, body: { message: `The request body has ${count}`, details } }
}

function propertyOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}
