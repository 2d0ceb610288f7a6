import type { z } from 'zod'
import { Failure } from '../platform/errors.ts'

/** Reads an account's settings by a schema. Throws `payments.config-invalid` naming the first field at fault, never its value. */
export function readConfig<Config>(schema: z.ZodType<Config>, settings: unknown): Config {
  const read = schema.safeParse(settings)
  if (read.success) return read.data
  const field = read.error.issues[0]?.path.join('.') ?? ''
  throw new Failure('payments.config-invalid', { field }, { field })
}
