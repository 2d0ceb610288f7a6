import { z } from 'zod'
import { readJson } from '../json.ts'
import { interpretMeta } from '../meta/errors.ts'
import type { Outcome } from '../outcome.ts'
import type { ProviderRequest, ProviderResponse } from '../request.ts'

const taken = z.object({ messages: z.array(z.object({ id: z.string() })) })

/** What the Cloud API's answer means. "Accepted" is not yet "delivered": failures may still come as a status. */
export function interpret(response: ProviderResponse, request: ProviderRequest): Outcome {
  return interpretMeta(response, request, (body) => readJson(body, taken)?.messages.map(({ id }) => id) ?? null)
}
