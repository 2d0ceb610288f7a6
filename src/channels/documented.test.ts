import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openChannel, outboundMessage } from './exported.ts'
import { adapters } from './kinds.ts'

const page = (kind: string) => readFileSync(new URL(`../../docs/channels/${kind}.md`, import.meta.url), 'utf8')

describe.each(Object.values(adapters))('the page of $kind', ({ kind, configFields }) => {
  const [, section = ''] = page(kind).split('\n## In programs of your own\n')
  const [, json = 'null'] = /```json\n([\s\S]*?)```/.exec(section) ?? []

  it('shows settings that open a channel, every field among them', () => {
    const settings: unknown = JSON.parse(json)
    expect(openChannel(kind, settings).kind).toBe(kind)
    expect(Object.keys(Object(settings)).toSorted()).toEqual(configFields.map(({ name }) => name).toSorted())
  })
})

it('says a message that fits the contract, and every channel can say it', () => {
  const integrators = readFileSync(new URL('../../docs/integrators.md', import.meta.url), 'utf8')
  const [, json = 'null'] = /```json\n(\{\n {2}"blocks"[\s\S]*?)```/.exec(integrators) ?? []
  const message = outboundMessage.strict().parse(JSON.parse(json))
  const kinds = new Set(message.blocks.map(({ type }) => type))
  expect([...kinds].toSorted()).toEqual(
    ['text', 'image', 'video', 'audio', 'document', 'location', 'sticker', 'card'].toSorted(),
  )
  for (const { kind } of Object.values(adapters)) {
    const [, settings = 'null'] =
      /```json\n([\s\S]*?)```/.exec(page(kind).split('## In programs of your own')[1] ?? '') ?? []
    const to = kind === 'email' ? 'mei@donor.example' : 'U1'
    const accessToken = { token: 'T', expiresAt: Number.POSITIVE_INFINITY }
    expect(openChannel(kind, JSON.parse(settings)).compose(message, to, { accessToken }).length).toBeGreaterThan(0)
  }
})
