import { z } from 'zod'
import type { ConfigField } from '../adapter.ts'

/**
 * A web chat. `visitorSecret` signs the tokens our server hands to visitors; `identitySecret` is shared with the host
 * site's server, which signs who its signed-in visitors are; `origins` are the sites that may show the widget.
 */
export const webchatConfig = z.object({
  visitorSecret: z.string().min(32),
  identitySecret: z.string().min(32).optional(),
  origins: z.array(z.url()).default([]),
})
export type WebchatConfig = z.infer<typeof webchatConfig>

export const webchatFields: readonly ConfigField[] = [
  { name: 'visitorSecret', secret: true, required: true, generated: true },
  { name: 'identitySecret', secret: true, required: false },
  { name: 'origins', secret: false, required: false },
]
