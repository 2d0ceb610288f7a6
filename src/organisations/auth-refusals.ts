import { z } from 'zod'
import { Failure, type FailureKind } from '../platform/errors.ts'

/** Lets an answer of better-auth pass, or throws its refusal as one of ours; whether address or password was wrong stays untold. */
export async function refuseAsOurs(answer: Response): Promise<Response> {
  if (answer.status >= 400) throw await failureOf(answer)
  return answer
}

const refusalSchema = z.object({ code: z.string() }).catch({ code: '' })

async function failureOf(answer: Response): Promise<Failure> {
  const { code } = refusalSchema.parse(await answer.json().catch(() => ({})))
  if (answer.status === 429) {
    const waitSeconds = Number(answer.headers.get('x-retry-after') ?? 60)
    return new Failure('request.too-many', { waitSeconds }, { kind: 'limited', retryable: true })
  }
  if (answer.status >= 500) return new Failure('unexpected', {}, { kind: 'unavailable' })
  if (code.startsWith('organisations.'))
    return new Failure(code, { minimum: 12, maximum: 256 }, { field: 'newPassword' })
  const [ours, kind] = refusals[code] ?? ['organisations.sign-in-refused', 'unauthenticated']
  return new Failure(ours, {}, { kind })
}

const refusals: Readonly<Record<string, readonly [code: string, kind: FailureKind]>> = {
  INVALID_CODE: ['organisations.code-refused', 'unauthenticated'],
  INVALID_BACKUP_CODE: ['organisations.code-refused', 'unauthenticated'],
  INVALID_TWO_FACTOR_COOKIE: ['organisations.sign-in-again', 'unauthenticated'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['organisations.sign-in-again', 'unauthenticated'],
  ACCOUNT_TEMPORARILY_LOCKED: ['organisations.code-locked', 'limited'],
  INVALID_PASSWORD: ['organisations.password-wrong', 'forbidden'],
  UNAUTHORIZED: ['request.sign-in-needed', 'unauthenticated'],
  TWO_FACTOR_NOT_ENABLED: ['organisations.two-factor-off', 'conflict'],
  TOTP_NOT_ENABLED: ['organisations.two-factor-off', 'conflict'],
}
