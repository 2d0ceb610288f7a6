import type { ShownTexts } from '../cases/shown-text.ts'
import type { Card } from '../channels/message.ts'
import { isLanguage, type Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import type { Telling } from './tellings.ts'
import { type CardTemplate, type CardWords, fillCard, templateFor } from './template.ts'

/** What a card is made of besides what it tells. */
export interface CardMaking {
  texts: ReadonlyMap<string, ShownTexts>
  templates: readonly CardTemplate[]
  /** The kind of channel, where a template is for one. */
  channel: string | undefined
  /** The donor's page. */
  url: string | undefined
  /** Where the child's photograph is fetched, if the family allows one to this reader through this channel. */
  photograph?: string | undefined
  /** The last card of its message says how to end these reports, whatever the template. */
  isLast: boolean
  isAlone: boolean
}

/** One child's news for one donor: in the programme's words where it has some, else in ours. */
export function cardFor(transaction: Transaction, telling: Telling, making: CardMaking): Card {
  const language = isLanguage(telling.language) ? telling.language : 'en'
  const t = transaction.context.translator.in(language)
  const kind = telling.correctsId === null ? 'news' : 'correction'
  const values = valuesOf(transaction, telling, { language, making })
  const template = templateFor(making.templates, { kind, channel: making.channel, language })
  const words = template ? fillCard(template, values) : ourWords(transaction, telling, { language, values })
  const body = making.isLast ? `${words.text}\n\n${t('feedback:end')}` : words.text
  const { photograph } = making
  const description = t(photograph ? 'feedback:photograph' : 'script:feedback.illustration', {
    pseudonym: telling.pseudonym,
  })
  return {
    type: 'card',
    picture: { url: photograph ?? pictureUrl(transaction, telling.picture), description },
    title: words.title,
    body,
    fields: [],
    buttons: making.url === undefined ? [] : [{ type: 'link', label: words.label, url: making.url }],
  }
}

function valuesOf(
  { context }: Transaction,
  telling: Telling,
  { language, making: { texts, isAlone } }: { language: Language; making: CardMaking },
) {
  const { pseudonym, stage, updateId, correctsId, correctsAt, shareMinor, currency } = telling
  const day =
    correctsAt &&
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: telling.timeZone }).format(correctsAt)
  return {
    child: pseudonym,
    news: texts.get(updateId)?.[language] ?? '',
    share: formatMoney({ minor: shareMinor, currency }, language),
    programme: nameIn(telling.programme, language),
    stage: context.translator.in(language)(`cases:stages.${stage}`),
    several: isAlone ? '' : 'yes',
    earlier: (correctsId && texts.get(correctsId)?.[language]) || '',
    earlier_day: day ?? '',
  }
}

/** A name kept by language, in the reader's or else in any it has. */
export function nameIn(names: unknown, language: Language): string {
  if (typeof names !== 'object' || names === null) return ''
  const known = new Map(Object.entries(names).map(([key, name]) => [key, String(name)]))
  return known.get(language) ?? known.get('en') ?? [...known.values()][0] ?? ''
}

function ourWords(
  { context }: Transaction,
  { pseudonym, stage, correctsId }: Telling,
  { language, values }: { language: Language; values: ReturnType<typeof valuesOf> },
): CardWords {
  const t = context.translator.in(language)
  const { news, share, earlier, earlier_day } = values
  const label = t('script:feedback.button')
  const told = `${news}\n\n${t(`script:feedback.${stage}.share`, { share })}`
  if (correctsId === null) return { title: t('script:feedback.title', { pseudonym }), text: told, label }
  const text = `${t('feedback:correction.text', { day: earlier_day, earlier })}\n\n${told}`
  return { title: t('feedback:correction.title', { pseudonym }), text, label }
}

/** The illustrations there are as JPEG under `/assets/illustrations`; a name not drawn shows the first, as on the site. */
const drawn = ['valley', 'kite', 'lanterns'] as const

/** Absolute, since a channel's provider fetches it itself; where it cannot, the adapter lets the words stand alone. */
export function pictureUrl({ context }: Transaction, name: string): string {
  const picture = drawn.find((each) => each === name) ?? drawn[0]
  return `${context.settings.publicUrl}/assets/illustrations/${picture}.jpg`
}
