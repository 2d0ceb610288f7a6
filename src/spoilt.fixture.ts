import { z } from 'zod'

/** As much of JSON Schema as our own description uses. */
export interface Schema {
  $ref?: string | undefined
  type?: string | string[] | undefined
  format?: string | undefined
  pattern?: string | undefined
  enum?: unknown[] | undefined
  const?: unknown
  minimum?: number | undefined
  properties?: Record<string, Schema> | undefined
  items?: Schema | undefined
  anyOf?: Schema[] | undefined
  oneOf?: Schema[] | undefined
  allOf?: Schema[] | undefined
  prefixItems?: Schema[] | undefined
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    minimum: z.number().optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
    allOf: z.array(schema).optional(),
    prefixItems: z.array(schema).optional(),
  }),
)

const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).optional(),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
})

/** As much of an OpenAPI description as is needed to call every route. */
export const describedApi = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
})

/** See `describedApi`. */
export type DescribedApi = z.infer<typeof describedApi>

/** Answers a value that is in the place of a property, or nothing when it knows none. */
export type Known = (property: string) => unknown

/** A value as the schema asks for; ids come from `known`. */
export function sample(api: DescribedApi, given: Schema, known: Known, property = ''): unknown {
  const one = resolve(api, given)
  const already = known(property)
  if (already !== undefined) return already
  if (one.const !== undefined) return one.const
  if (one.enum) return one.enum[0]
  if (one.properties) {
    const entries = Object.entries(one.properties)
    return Object.fromEntries(entries.map(([name, inner]) => [name, sample(api, inner, known, name)]))
  }
  if (one.prefixItems) return one.prefixItems.map((inner) => sample(api, inner, known))
  const type = Array.isArray(one.type) ? one.type[0] : one.type
  if (type === 'array') return one.items ? [sample(api, one.items, known)] : []
  if (type === 'integer' || type === 'number') return one.minimum ?? 1
  if (type === 'boolean') return true
  return type === 'string' ? sampleText(one) : {}
}

function resolve(api: DescribedApi, given: Schema): Schema {
  const name = given.$ref?.split('/').at(-1)
  if (name !== undefined) return resolve(api, api.components.schemas[name] ?? {})
  const [first] = given.anyOf ?? given.oneOf ?? given.allOf ?? []
  return first ? resolve(api, first) : given
}

const texts = ['1000', 'TWD', 'TW', 'one-two', 'A1', '09:00', '2026-03-01', 'Morning Light', 'x']
const formatted: Record<string, string> = {
  uuid: '018f2f2e-7d5c-7c8a-9d51-6f4d7c1f0a11',
  date: '2026-03-01',
  'date-time': '2026-03-01T10:00:00.000Z',
  email: 'somebody@example.org',
  uri: 'https://example.org/',
}

function sampleText({ format, pattern }: Schema): string {
  const fitting = format === undefined ? undefined : formatted[format]
  if (fitting !== undefined) return fitting
  return texts.find((text) => pattern === undefined || new RegExp(pattern).test(text)) ?? 'x'
}

/** The names of everything inside that can be sent. */
export function namesIn(api: DescribedApi, given: Schema): string[] {
  const one = given.$ref === undefined ? given : (api.components.schemas[given.$ref.split('/').at(-1) ?? ''] ?? {})
  const { anyOf = [], oneOf = [], allOf = [], prefixItems = [], items = {}, properties = {} } = one
  const inside = [
    ...anyOf,
    ...oneOf,
    ...allOf,
    ...prefixItems,
    ...(one.items ? [items] : []),
    ...Object.values(properties),
  ]
  return [...Object.keys(properties), ...inside.flatMap((inner) => namesIn(api, inner))]
}

/** What nobody should send in the place of one value, and somebody will. */
export const spoilt: readonly unknown[] = [
  ...[null, '', 'a\u0000b', '\ud800 alone', -1, 1e308, '9'.repeat(60), '2026-02-30', '+275760-09-13'],
  ...['00000000-0000-0000-0000-000000000000', [[null]], { toString: 1, id: { in: ['x'] } }],
]

const whole: readonly unknown[] = [...spoilt, [], {}, true, 'x'.repeat(70_000), nested(3000), { name: nested(3000) }]

/** Every version of a good body with one thing spoilt: the whole, then each place in it, down to the third level. */
export function* spoil(good: unknown): Generator<unknown> {
  yield* whole
  yield* spoilInside(good, 3)
}

function* spoilInside(good: unknown, levels: number): Generator<unknown> {
  if (typeof good !== 'object' || good === null || levels === 0) return
  for (const [name, inner] of Object.entries(good)) {
    for (const bad of [undefined, ...spoilt]) yield replaced(good, name, bad)
    for (const bad of spoilInside(inner, levels - 1)) yield replaced(good, name, bad)
  }
}

function replaced(good: object, name: string, value: unknown): unknown {
  if (!Array.isArray(good)) return { ...good, [name]: value }
  return good.map((one: unknown, at) => (String(at) === name ? value : one))
}

function nested(levels: number): unknown {
  return levels === 0 ? 'x' : [nested(levels - 1)]
}
