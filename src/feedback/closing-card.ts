import type { Card } from '../channels/message.ts'
import type { Language } from '../platform/languages.ts'
import { formatMoney } from '../platform/money.ts'
import type { Transaction } from '../platform/scope.ts'
import { nameIn, pictureUrl } from './card.ts'
import type { UseOfFunds } from './closing-rows.ts'
import { type CardTemplate, fillCard, templateFor } from './template.ts'

/** What the closing report tells one person. */
export interface Closing {
  language: Language
  /** By language. */
  programme: unknown
  picture: string
  shareMinor: bigint
  funds: UseOfFunds
}

/** The end of a programme for one donor: what came in, what it was spent on, and their own part of it. */
export function closingCard(
  transaction: Transaction,
  closing: Closing,
  making: { templates: readonly CardTemplate[]; channel: string | undefined; url: string | undefined },
): Card {
  const { language, funds } = closing
  const t = transaction.context.translator.in(language)
  const values = valuesOf(transaction, closing)
  const template = templateFor(making.templates, { kind: 'closing', channel: making.channel, language })
  const words = template
    ? fillCard(template, values)
    : {
        title: t('feedback:closing.title', values),
        text: ourText(transaction, closing),
        label: t('script:feedback.button'),
      }
  const raised = Number(funds.raisedMinor)
  const percent = raised === 0 ? 0 : Math.min(100, Math.round((Number(funds.spentMinor) / raised) * 100))
  return {
    type: 'card',
    picture: { url: pictureUrl(transaction, closing.picture), description: t('feedback:closing.picture', values) },
    title: words.title,
    body: `${words.text}\n\n${t('feedback:end')}`,
    progress: { percent, label: t('feedback:closing.progress', { percent }) },
    fields: [],
    buttons: making.url === undefined ? [] : [{ type: 'link', label: words.label, url: making.url }],
  }
}

function valuesOf({ context }: Transaction, { language, programme, shareMinor, funds }: Closing) {
  const t = context.translator.in(language)
  const { currency } = funds
  const amount = (minor: string | bigint) => formatMoney({ minor: BigInt(minor), currency }, language)
  return {
    programme: nameIn(programme, language),
    share: amount(shareMinor),
    raised: amount(funds.raisedMinor),
    spent: amount(funds.spentMinor),
    left: funds.leftMinor === '0' ? '' : amount(funds.leftMinor),
    children: funds.children === 0 ? '' : new Intl.NumberFormat(language).format(funds.children),
    uses: funds.uses.map(({ item, minor }) => `${t(`cases:items.${item}`)}: ${amount(minor)}`).join('\n'),
  }
}

function ourText(transaction: Transaction, closing: Closing): string {
  const t = transaction.context.translator.in(closing.language)
  const values = valuesOf(transaction, closing)
  const { children } = closing.funds
  return [
    t('feedback:closing.text', values),
    ...(children > 0 ? [t('feedback:closing.children', { count: children })] : []),
    ...(values.uses ? [values.uses] : []),
    ...(values.left ? [t('feedback:closing.left', values)] : []),
    t('feedback:closing.share', values),
  ].join('\n\n')
}
