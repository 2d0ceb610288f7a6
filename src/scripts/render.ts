import type { OutboundMessage } from '../channels/message.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import type { Phrase, Said, SaidCard } from './effect.ts'

/**
 * Makes the channel message of what a script said: the text first, then the cards, suggestions at the end.
 * @param t the words of `said.language`
 */
export function render(said: Said, t: Translate): OutboundMessage {
  const words = (phrase: Phrase) => ('key' in phrase ? t(`script:${phrase.key}`, phrase.values) : phrase.text)
  const text = said.text === undefined ? '' : words(said.text)
  const cards = said.cards.map((card) => renderCard(card, words))
  const blocks = [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...cards]
  return { blocks, quickReplies: said.replies.map((reply) => ({ label: words(reply.label), payload: reply.payload })) }
}

function renderCard(card: SaidCard, words: (phrase: Phrase) => string) {
  const body = card.body === undefined ? '' : words(card.body)
  const button = card.button && { type: 'link' as const, label: words(card.button.label), url: card.button.url }
  const title = words(card.title)
  return {
    type: 'card' as const,
    title,
    fields: [],
    buttons: button === undefined ? [] : [button],
    ...(body === '' ? {} : { body }),
    ...(card.picture === undefined
      ? {}
      : { picture: { ...card.picture, description: card.picture.description || title } }),
    ...(card.progress === undefined ? {} : { progress: { ...card.progress, label: card.progress.label || title } }),
  }
}
