import { z } from 'zod'
import { action, address, text } from './action.ts'

const colour = z.string().regex(/^#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$/, 'Invalid color')
const step = z.enum(['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl']).or(z.string().regex(/^\d+px$/))
const size = z
  .enum(['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl', 'full'])
  .or(z.string().regex(/^\d+px$/))
const length = z.string().regex(/^\d+(\.\d+)?(px|%)$/)
const flex = z.int().min(0).optional()
const margin = step.optional()

const textComponent = z.strictObject({
  type: z.literal('text'),
  text: text(2000),
  size: size.optional(),
  weight: z.enum(['regular', 'bold']).optional(),
  color: colour.optional(),
  align: z.enum(['start', 'end', 'center']).optional(),
  wrap: z.boolean().optional(),
  flex,
  margin,
})

const image = z.strictObject({
  type: z.literal('image'),
  url: address(),
  size: size.optional(),
  aspectRatio: z
    .string()
    .regex(/^\d+:\d+$/)
    .optional(),
  aspectMode: z.enum(['cover', 'fit']).optional(),
  action: action(40).optional(),
  flex,
  margin,
})

const button = z.strictObject({
  type: z.literal('button'),
  action: action(40),
  style: z.enum(['primary', 'secondary', 'link']).optional(),
  height: z.enum(['sm', 'md']).optional(),
  color: colour.optional(),
  flex,
  margin,
})

const separator = z.strictObject({ type: z.literal('separator'), color: colour.optional(), margin })
const filler = z.strictObject({ type: z.literal('filler'), flex })

/** A part of a Flex message, as far as this phone draws them (messaging-api.yml `FlexComponent` @ 6e4c2a2). */
export type Component =
  | z.infer<typeof textComponent | typeof image | typeof button | typeof separator | typeof filler>
  | Box

/** Components in a row or a column. */
export interface Box {
  type: 'box'
  layout: 'horizontal' | 'vertical' | 'baseline'
  contents: Component[]
  spacing?: string | undefined
  margin?: string | undefined
  width?: string | undefined
  height?: string | undefined
  cornerRadius?: string | undefined
  backgroundColor?: string | undefined
  paddingAll?: string | undefined
  flex?: number | undefined
}

const box: z.ZodType<Box> = z.strictObject({
  type: z.literal('box'),
  layout: z.enum(['horizontal', 'vertical', 'baseline']),
  contents: z.lazy(() => z.array(component)),
  spacing: step.optional(),
  margin,
  width: length.optional(),
  height: length.optional(),
  cornerRadius: step.optional(),
  backgroundColor: colour.optional(),
  paddingAll: step.optional(),
  flex,
})

const component: z.ZodType<Component> = z.lazy(() => z.union([textComponent, image, button, separator, filler, box]))

/** "A bubble may be 30 KB, a carousel 50 KB and 12 bubbles" (Messaging API reference, Flex Message, 2026-08). */
const bubbleBytes = 30 * 1024
const carouselBytes = 50 * 1024

const bubble = z
  .strictObject({
    type: z.literal('bubble'),
    size: z.enum(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']).optional(),
    header: box.optional(),
    hero: image.or(box).optional(),
    body: box.optional(),
    footer: box.optional(),
  })
  .refine((content) => bytesOf(content) <= bubbleBytes, 'The bubble is larger than 30 KB')
export type Bubble = z.infer<typeof bubble>

const carousel = z
  .strictObject({ type: z.literal('carousel'), contents: z.array(bubble).min(1).max(12) })
  .refine((content) => bytesOf(content) <= carouselBytes, 'The carousel is larger than 50 KB')

/** What a Flex message holds. */
export const flexContents = z.union([bubble, carousel])

function bytesOf(content: unknown): number {
  return Buffer.byteLength(JSON.stringify(content))
}
