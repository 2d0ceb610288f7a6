import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attachment } from './event.ts'
import { adapters, channelEvent, eventTypes, openChannel } from './exported.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const integrators = read('../../docs/integrators.md')
const page = (kind: string) => read(`../../docs/channels/${kind}.md`)

/** Names that stand in none of these texts as code. */
function unnamed(names: readonly string[], ...texts: readonly string[]): string[] {
  const prose = texts.map((text) => text.replace(/```[\s\S]*?```/g, ''))
  const code = prose.flatMap((text) => [...text.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words))
  const said = new Set(code.flatMap((words) => words.split(/\W+/)))
  return names.filter((name) => !said.has(name))
}

/** What an interface of ours has. */
function fieldsOf(file: string, name: string): string[] {
  const [, body = ''] =
    new RegExp(`export (?:interface ${name}\\b[^{]*|type ${name} =) ?\\{([\\s\\S]*?)\\n\\}`).exec(read(file)) ?? []
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field = '']) => field)
}

/** The kinds of an outcome, as the type lists them. */
const outcomes = [...read('outcome.ts').matchAll(/kind: '(\w+)'/g)].map(([, kind = '']) => kind)

describe('whoever builds a program of their own is told of', () => {
  it.each([
    ['type of event', eventTypes],
    ['field of an event', Object.keys(channelEvent.shape)],
    ['field of an attachment', Object.keys(attachment.shape)],
    ['outcome', outcomes],
    ['field of a request', fieldsOf('request.ts', 'ProviderRequest')],
    [
      'thing to tell compose',
      [...fieldsOf('adapter.ts', 'RequestContext'), ...fieldsOf('adapter.ts', 'ComposeContext')],
    ],
    ['field of what was received', [...fieldsOf('adapter.ts', 'Reception'), ...fieldsOf('adapter.ts', 'RawRequest')]],
    [
      'verb of a channel',
      Object.keys(openChannel('line', { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' })),
    ],
  ])('every %s', (_name, names) => {
    expect(names.length).toBeGreaterThan(3)
    expect(unnamed(names, integrators)).toEqual([])
  })

  it.each(Object.values(adapters))('every verb of $kind', (adapter) => {
    const texts = [integrators, page(adapter.kind)]
    const verbs = Object.keys(adapter)
    // "each with its reader": who asks finds what reads the answer by its name.
    const asked = unnamed(verbs, ...texts).filter((verb) => !/^read[A-Z]/.test(verb))
    expect(asked).toEqual([])
  })
})
