import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { Context } from '../../platform/scope.ts'

/** The two of the demonstration who write news and release it. */
export const duties = ['officer', 'approver'] as const

export type Duty = (typeof duties)[number]

const signIns = z.object({ items: z.array(z.object({ duty: z.string(), email: z.string(), password: z.string() })) })

/**
 * Signs somebody of the demonstration in, through the same doors as a person at the keyboard; answers the cookies of the
 * session. Fails with `sandbox.no-demo` when the demonstration's sign-ins are not shown here.
 */
export async function signInAs({ settings, fetch }: Context, duty: Duty): Promise<readonly string[]> {
  const origin = `http://127.0.0.1:${settings.port}`
  const listed = signIns.parse(await (await fetch(`${origin}/api/demo/sign-ins`)).json())
  const found = listed.items.find((one) => one.duty === duty)
  if (found === undefined) throw noDemo()
  const answer = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: found.email, password: found.password }),
  })
  await answer.arrayBuffer()
  if (!answer.ok) throw noDemo()
  return answer.headers.getSetCookie()
}

function noDemo(): Failure {
  return new Failure('sandbox.no-demo', {}, { kind: 'missing' })
}
