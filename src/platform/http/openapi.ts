import { z } from '@hono/zod-openapi'
import { problemSchema } from './problem.ts'

/** One answer with a JSON body. */
export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body that must be there. */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** A request of nothing but a JSON body. */
export const takes = <Schema extends z.ZodType>(schema: Schema) => ({ body: body(schema) })

/** The answers of a route that gives something back. */
export const answers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: json(description, schema),
})

/** The answers of a route that gives nothing back. */
export const done = (description: string) => ({ 204: { description } })

/** A list with the cursor of its next page, null at the end. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ items: z.array(schema), next: z.string().nullable() })

/** `{id}` of a path, and the id of something just made. */
export const idParameter = z.object({ id: z.uuid() })

/** The answer that something now exists, with its id. */
export const made = json('Made', idParameter)

/** `?cursor=&limit=` of a list. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** What any route about a thing may answer instead. */
export const refusals = {
  403: json('Not permitted', problemSchema),
  404: json('There is none', problemSchema),
  409: json('In conflict with what is already so', problemSchema),
  422: json('Not usable as it is', problemSchema),
}
