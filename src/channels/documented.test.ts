import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openChannel } from './exported.ts'
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
