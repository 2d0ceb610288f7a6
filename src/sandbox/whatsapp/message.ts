import { z } from 'zod'

const words = (limit: number) => z.string().min(1).max(limit)
const file = z.looseObject({
  link: z.url().optional(),
  id: z.string().optional(),
  caption: z.string().max(1024).optional(),
  filename: z.string().optional(),
})

const body = z.strictObject({ text: words(1024) })
const header = z.strictObject({ type: z.literal('image'), image: file }).optional()
const reply = z.strictObject({ id: words(256), title: words(20) })
const row = z.strictObject({ id: words(200), title: words(24) })

const interactive = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    header,
    body,
    action: z.strictObject({
      buttons: z
        .array(z.strictObject({ type: z.literal('reply'), reply }))
        .min(1)
        .max(3),
    }),
  }),
  z.strictObject({
    type: z.literal('list'),
    body,
    action: z.strictObject({
      button: words(20),
      sections: z.array(z.strictObject({ rows: z.array(row).min(1).max(10) })).length(1),
    }),
  }),
  z.strictObject({
    type: z.literal('cta_url'),
    header,
    body,
    action: z.strictObject({
      name: z.literal('cta_url'),
      parameters: z.strictObject({ display_text: words(20), url: z.url() }),
    }),
  }),
])

const parameter = z.looseObject({ type: z.literal('text'), text: z.string(), parameter_name: z.string().optional() })
const template = z.strictObject({
  name: words(512),
  language: z.strictObject({ code: z.string() }),
  components: z.array(z.looseObject({ type: z.string(), parameters: z.array(parameter).optional() })),
})

const common = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z.string().regex(/^\d+$/).optional(),
  recipient: z.string().optional(),
}

/** What `POST /<number>/messages` takes, as far as we send it (facebook/openapi business-messaging-api v23.0 @ ecba623). */
export const whatsappMessage = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...common,
      type: z.literal('text'),
      text: z.strictObject({ body: words(4096), preview_url: z.boolean().optional() }),
    }),
    z.strictObject({ ...common, type: z.literal('image'), image: file }),
    z.strictObject({ ...common, type: z.literal('video'), video: file }),
    z.strictObject({ ...common, type: z.literal('audio'), audio: file }),
    z.strictObject({ ...common, type: z.literal('document'), document: file }),
    z.strictObject({ ...common, type: z.literal('sticker'), sticker: file }),
    z.strictObject({
      ...common,
      type: z.literal('location'),
      location: z.strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        name: z.string().optional(),
        address: z.string().optional(),
      }),
    }),
    z.strictObject({ ...common, type: z.literal('interactive'), interactive }),
    z.strictObject({ ...common, type: z.literal('template'), template }),
  ])
  .refine(({ to, recipient }) => (to === undefined) !== (recipient === undefined))
export type WhatsappMessage = z.infer<typeof whatsappMessage>
