import type { Block, Button, OutboundMessage } from '../../channels/message.ts'
import { outboundMessage, payloadLimit } from '../../channels/message.ts'
import { graphemes } from '../../channels/text.ts'
import type { Transaction } from '../../platform/scope.ts'
import { readSentFile, type SentFile } from '../media/sent-files.ts'
import { templateContent } from '../templates/say.ts'
import type { MemberBlock, MemberContent } from './member-reply.ts'

/** Before the words of an answer a member suggested, in what its press brings back. */
export const answerMark = 'answer:'

/**
 * What a member wrote as the message that will be sent: files by their addresses, suggested answers with what their press
 * brings back. Fails with `files.missing` and as `templateContent`.
 */
export async function contentOf(
  transaction: Transaction,
  conversationId: string,
  written: MemberContent,
): Promise<OutboundMessage> {
  if (written.template) return templateContent(transaction, conversationId, written.template)
  const { text, blocks = [], quickReplies = [] } = written
  const said: Block[] = text === undefined ? [] : [{ type: 'text', text }]
  for (const [place, block] of blocks.entries()) said.push(await blockOf(transaction, block, `blocks.${place}`))
  return outboundMessage.parse({
    blocks: said,
    quickReplies: quickReplies.map(({ label }) => ({ label, payload: answerPayload(label) })),
  })
}

async function blockOf(transaction: Transaction, block: MemberBlock, place: string): Promise<Block> {
  switch (block.type) {
    case 'location':
    case 'sticker':
      return block
    case 'file':
      return fileBlock(await readSentFile(transaction, block.fileId, `${place}.fileId`), block.description)
    case 'card': {
      const { type, title, body, picture, buttons } = block
      const file = picture && (await readSentFile(transaction, picture.fileId, `${place}.picture.fileId`))
      return {
        ...{ type, title, fields: [], buttons: buttons.map(buttonOf) },
        ...(body === undefined ? {} : { body }),
        ...(picture && file ? { picture: { url: file.url, description: picture.description } } : {}),
      }
    }
  }
}

function fileBlock({ mediaType, fileName, url }: SentFile, description: string): Block {
  if (mediaType.startsWith('image/')) return { type: 'image', url, description }
  const type = mediaType.startsWith('video/') ? 'video' : mediaType.startsWith('audio/') ? 'audio' : 'document'
  return { type, url, description, ...(fileName === null ? {} : { fileName }) }
}

function buttonOf(button: Extract<MemberBlock, { type: 'card' }>['buttons'][number]): Button {
  if (button.type !== 'answer') return button
  return { type: 'postback', label: button.label, payload: answerPayload(button.label) }
}

/** The words themselves, cut between characters to what every channel carries back. */
function answerPayload(label: string): string {
  const size = (text: string) => new TextEncoder().encode(text).length
  let payload = answerMark
  for (const character of graphemes(label)) {
    if (size(payload + character) > payloadLimit) break
    payload += character
  }
  return payload
}
