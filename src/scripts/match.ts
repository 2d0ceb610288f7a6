import type { Input } from './input.ts'
import { normalise } from './normalise.ts'
import type { Choice, Route } from './script.ts'

type Keywords = NonNullable<Choice['keywords']>

const keywordSets = new WeakMap<Keywords, Set<string>>()

function setOf(keywords: Keywords): Set<string> {
  const known = keywordSets.get(keywords)
  if (known !== undefined) return known
  const words = new Set(Object.values(keywords).flat().map(normalise))
  keywordSets.set(keywords, words)
  return words
}

/** Whether an input is this choice: its button was pressed, or the whole message is one of its keywords in any language. */
export function fits(choice: { payload: string; keywords?: Keywords }, input: Input): boolean {
  if (input.kind === 'postback') return input.payload === choice.payload
  if (input.kind !== 'text' || choice.keywords === undefined) return false
  const word = normalise(input.text)
  return word !== '' && setOf(choice.keywords).has(word)
}

/** The first route an input enters by, if any. A follow that tells where it came from enters as an arrival. */
export function routeFor(routes: readonly Route[], input: Input): Route | undefined {
  return routes.find((route) => entersBy(route, input))
}

function entersBy(route: Route, input: Input): boolean {
  switch (route.on) {
    case 'spoken':
      return fits(route, input)
    case 'follow':
      return input.kind === 'follow' && input.code === undefined
    case 'arrive':
      return input.kind === 'arrive' || (input.kind === 'follow' && input.code !== undefined)
    case 'attachment':
      return input.kind === 'attachment' && (route.kinds === undefined || route.kinds.includes(input.media))
  }
}
