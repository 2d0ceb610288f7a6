import { z } from '@hono/zod-openapi'
import { problemSchema } from '../platform/http/problem.ts'

/** An answer in JSON. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** A body that must be there. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** A list as every list of the API. */
export function list<Schema extends z.ZodType>(schema: Schema) {
  return z.object({ items: z.array(schema), next: z.string().nullable() })
}

export const idParameter = z.object({ id: z.uuid() })
export const made = json('Made', z.object({ id: z.uuid() }))

/** What any of these routes may answer instead. */
export const refusals = {
  403: json('Not permitted', problemSchema),
  404: json('There is none', problemSchema),
  409: json('In conflict with what is already so', problemSchema),
  422: json('Not usable as it is', problemSchema),
}
