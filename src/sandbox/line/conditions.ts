import { z } from 'zod'

/**
 * How the emulated LINE feels today. `too-fast` and `quota` are the two meanings of 429; `error` is a 500, `hang` never
 * answers, `lost` takes the messages and then breaks the connection's promise with a 500: all for tests and for showing.
 */
export const conditions = z.object({
  sending: z.enum(['normal', 'too-fast', 'quota', 'token-spent', 'error', 'lost', 'hang']).default('normal'),
  /** Pushes an account may make a month. */
  monthlyLimit: z.int().min(0).default(3000),
})
export type Conditions = z.infer<typeof conditions>
