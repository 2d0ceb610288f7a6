import { buttonWords, cardWords, type FittedMessage } from '../fit.ts'
import type { Block, Card } from '../message.ts'
import { measure, splitText } from '../text.ts'
import { wechatAbilities } from './abilities.ts'
import { type FileKind, fileKindOf, fileNameOf } from './files.ts'

/** A line that is tapped and comes back with `payload`. */
export interface Choice {
  readonly label: string
  readonly payload: string
}

/** What one message of WeChat's can be: words, words with lines to tap, a card that opens a page, or a file to be uploaded first. */
export type Piece =
  | { readonly type: 'words'; readonly words: string }
  | { readonly type: 'menu'; readonly words: string; readonly choices: readonly Choice[] }
  | {
      readonly type: 'article'
      readonly title: string
      readonly description: string
      readonly url: string
      readonly pictureUrl: string | undefined
    }
  | {
      readonly type: 'file'
      readonly kind: FileKind
      readonly url: string
      readonly fileName: string
      readonly description: string
    }

const { limit, unit } = wechatAbilities.text

/** Words above a menu, in bytes: ours, unverified, half of a text's. */
const menuWordsLimit = 1024

/**
 * A fitted message in as few pieces as it can be: somebody who has written may be answered five times, who has tapped three.
 * Neighbouring words go together while they fit; lines to tap hang under the words before them.
 */
export function cut({ blocks, quickReplies }: FittedMessage, isOurs: (url: string) => boolean): Piece[] {
  const kept: Piece[] = []
  for (const piece of [...blocks.flatMap((block) => pieceOf(block, isOurs)), ...menu(quickReplies)]) {
    const last = kept.pop()
    const joined = last === undefined ? piece : join(last, piece)
    if (last !== undefined && joined === null) kept.push(last)
    kept.push(joined ?? piece)
  }
  return kept
}

function join(one: Piece, other: Piece): Piece | null {
  if (one.type === 'words' && other.type === 'words') {
    const words = `${one.words}\n\n${other.words}`
    return measure(words, unit) <= limit ? { type: 'words', words } : null
  }
  if (other.type !== 'menu' || other.words !== '') return null
  if (one.type === 'menu') return { ...one, choices: [...one.choices, ...other.choices] }
  if (one.type !== 'words' || measure(one.words, 'utf8-bytes') > menuWordsLimit) return null
  return { ...other, words: one.words }
}

function pieceOf(block: Block, isOurs: (url: string) => boolean): Piece[] {
  if (block.type === 'text') return [{ type: 'words', words: block.text }]
  if (block.type === 'card') return cardPieces(block)
  if (block.type === 'image' || block.type === 'video' || block.type === 'audio') {
    const { url, description } = block
    const kind = fileKindOf(block)
    if (kind === null || !isOurs(url)) return inWords(`${description}\n${url}`)
    return [{ type: 'file', kind, url, description, fileName: fileNameOf(url, kind) }]
  }
  throw new Error(`fitMessage left a block WeChat has no word for: ${block.type}`)
}

/** A card that leads somewhere is an article; its other links are said in words, its presses are lines to tap. */
function cardPieces(card: Card): Piece[] {
  const [first, ...others] = card.buttons.filter((button) => button.type === 'link')
  const url = first?.url ?? card.picture?.url
  const presses = menu(card.buttons.filter((button) => button.type === 'postback'))
  const said = `${card.title}${bar(card)}${cardWords(card).slice(card.title.length)}`
  if (url === undefined) return [...inWords(said), ...presses]
  const article: Piece = {
    type: 'article',
    title: card.title,
    description: said.slice(card.title.length + 1),
    url,
    pictureUrl: card.picture?.url,
  }
  return [article, ...inWords(others.map(buttonWords).join('\n')), ...presses]
}

function inWords(words: string): Piece[] {
  return splitText(words, limit, unit).map((piece) => ({ type: 'words', words: piece }))
}

function menu(choices: readonly Choice[]): Piece[] {
  return choices.length === 0 ? [] : [{ type: 'menu', words: '', choices }]
}

/** Ten squares: WeChat draws nothing. */
function bar({ progress }: Card): string {
  if (progress === undefined) return ''
  const filled = Math.round(progress.percent / 10)
  return `\n${'■'.repeat(filled)}${'□'.repeat(10 - filled)}`
}
