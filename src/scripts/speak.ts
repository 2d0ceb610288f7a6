import type { Language } from '../platform/languages.ts'
import type { Phrase, Said, SaidCard } from './effect.ts'
import { follow, followList, isNothing, type Path, type Scope, wordsOf } from './json.ts'
import type { CardTemplate, MessageTemplate, Words } from './script.ts'

/** The most cards one message shows: what LINE's carousel holds, less one for "see all". */
export const eachLimit = 9

/** Fills a template from the facts and variables. Null when nothing is left to say. */
export function speak(template: MessageTemplate, language: Language, scope: Scope): Said | null {
  const cards = (template.cards ?? []).flatMap((card) => fillCards(card, language, scope))
  if (template.text === undefined && cards.length === 0) return null
  const replies = (template.replies ?? []).map((reply) => ({
    label: fill(reply.label, language, scope),
    payload: reply.payload,
  }))
  const text = template.text === undefined ? {} : { text: fill(template.text, language, scope) }
  return { language, ...text, cards, replies }
}

function fill(words: Words, language: Language, scope: Scope): Phrase {
  if ('value' in words) return { text: String(wordsOf(follow(words.value, scope))) }
  const holes = Object.entries(words.values ?? {})
  const values = Object.fromEntries(holes.map(([hole, path]) => [hole, wordsOf(follow(path, scope))]))
  if ('key' in words) return { key: words.key, values }
  const own = words.text[language] ?? words.text.en ?? Object.values(words.text)[0] ?? ''
  return { text: own.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, hole: string) => String(values[hole] ?? '')) }
}

function fillCards(card: CardTemplate, language: Language, scope: Scope): SaidCard[] {
  if (card.when !== undefined && isNothing(follow(card.when, scope))) return []
  if (card.each === undefined) return [fillCard(card, language, scope)]
  return followList(card.each, scope, eachLimit).map((item) => fillCard(card, language, { ...scope, item }))
}

function fillCard(card: CardTemplate, language: Language, scope: Scope): SaidCard {
  const found = (path: Path | undefined): string => (path === undefined ? '' : String(wordsOf(follow(path, scope))))
  const pictureUrl = found(card.picture?.url)
  const percent = card.progress === undefined ? undefined : follow(card.progress.percent, scope)
  const url = found(card.button?.open)
  return {
    title: fill(card.title, language, scope),
    ...(card.body === undefined ? {} : { body: fill(card.body, language, scope) }),
    ...(pictureUrl === '' ? {} : { picture: { url: pictureUrl, description: found(card.picture?.description) } }),
    ...(typeof percent === 'number' ? { progress: { percent, label: found(card.progress?.label) } } : {}),
    ...(card.button === undefined || url === ''
      ? {}
      : { button: { label: fill(card.button.label, language, scope), url } }),
  }
}
