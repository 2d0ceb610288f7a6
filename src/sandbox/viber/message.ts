import { z } from 'zod'

const button = z
  .object({
    Columns: z.int().min(1).max(6),
    Rows: z.int().min(1).max(2),
    ActionType: z.enum(['reply', 'open-url', 'none']),
    ActionBody: z.string().max(2000),
    Text: z.string().max(250).optional(),
    BgColor: z.string().optional(),
    Silent: z.boolean().optional(),
  })
  .strict()

const common = {
  receiver: z.string().min(1),
  min_api_version: z.int().min(1).max(12).optional(),
  sender: z.object({ name: z.string().min(1).max(28), avatar: z.url().optional() }),
  tracking_data: z.string().max(4000).optional(),
  keyboard: z
    .object({
      Type: z.literal('keyboard'),
      DefaultHeight: z.boolean().optional(),
      InputFieldState: z.enum(['regular', 'minimized', 'hidden']).optional(),
      Buttons: z.array(button).min(1).max(24),
    })
    .strict()
    .optional(),
}

const richMedia = z
  .object({
    Type: z.literal('rich_media'),
    ButtonsGroupColumns: z.int().min(1).max(6),
    ButtonsGroupRows: z.int().min(1).max(7),
    BgColor: z.string().optional(),
    Buttons: z.array(button).min(1).max(42),
  })
  .strict()

/** What Viber takes, as far as we send it (creators.viber.com/docs/bots-api, message data model; read 2026-11-22). */
export const viberMessage = z.discriminatedUnion('type', [
  z.object({ ...common, type: z.literal('text'), text: z.string().min(1).max(7000) }),
  z.object({ ...common, type: z.literal('picture'), text: z.string().max(512), media: z.url().max(2000) }),
  z.object({ ...common, type: z.literal('sticker'), sticker_id: z.int().positive() }),
  z.object({
    ...common,
    type: z.literal('location'),
    location: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  }),
  z.object({
    ...common,
    type: z.literal('rich_media'),
    min_api_version: z.int().min(2).max(12),
    alt_text: z.string().max(7000).optional(),
    rich_media: richMedia,
  }),
])
export type ViberMessage = z.infer<typeof viberMessage>
