import { z } from 'zod'

/** Which news to hand to whom. */
export const eventPayload = z.object({ eventId: z.uuid(), subscriber: z.string() })
