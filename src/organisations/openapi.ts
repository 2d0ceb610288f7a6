import { z } from '@hono/zod-openapi'

/** An answer with a JSON body, as `createRoute` wants it told. */
export const answers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

/** An answer without a body. */
export const done = (description: string) => ({ 204: { description } })

/** A required JSON body. */
export const takes = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})

/** A list with the cursor of its next page, null at the end. */
export const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ items: z.array(schema), next: z.string().nullable() })

/** `{id}` of a path. */
export const idParam = z.object({ id: z.uuid() })

/** `?cursor=&limit=` of a list. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
