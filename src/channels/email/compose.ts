import { Failure } from '../../platform/errors.ts'
import type { Address, ComposeContext } from '../adapter.ts'
import { fitMessage } from '../fit.ts'
import { partKey } from '../keys.ts'
import type { Block, Button, OutboundMessage } from '../message.ts'
import type { ProviderRequest } from '../request.ts'
import { shorten } from '../text.ts'
import { emailAbilities } from './abilities.ts'
import { isAddress, normaliseAddress } from './address.ts'
import { filesToAttach } from './attach.ts'
import { type EmailConfig, replyAddress } from './config.ts'
import { htmlPart } from './html-part.ts'
import { writeMail } from './mime.ts'
import { ownId, unsubscribeToken } from './own.ts'
import { plainPart } from './plain-part.ts'
import { submission } from './submission.ts'

/** More is cut off in every list of mails. */
const subjectLimit = 100

/**
 * Says a message as one mail, in words and in HTML. SMTP knows no retry key: the Message-ID is the same at every attempt, but
 * no server promises to heed it. Throws `channels.address-unfit` for what is not a person's address.
 */
export function compose(
  message: OutboundMessage,
  to: Address,
  config: EmailConfig,
  context: ComposeContext,
): ProviderRequest[] {
  const address = normaliseAddress(to.id)
  if (to.type !== 'user' || !isAddress(address)) throw new Failure('channels.address-unfit', { kind: 'email' })
  const fetchable = (url: string) => url.startsWith('https://')
  const fitted = fitMessage(message, emailAbilities, { kind: 'email', fetchable })
  const blocks = fitted.blocks.map(labelled)
  const quickReplies = fitted.quickReplies.map(shortLabel)
  const { subject, references } = threadOf(message, blocks, context)
  const messageId = ownId(context.deliveryId, address, config)
  const answerTo = replyAddress(config)
  const body = writeMail({
    from: { name: config.fromName, address: config.fromAddress },
    to: { name: '', address },
    ...(answerTo === config.fromAddress ? {} : { replyTo: { name: config.fromName, address: answerTo } }),
    subject,
    messageId,
    date: context.now,
    ...(references === undefined ? {} : { inReplyTo: references, references }),
    headers: headersOf(address, messageId, config, context),
    text: plainPart(blocks, quickReplies),
    html: htmlPart(blocks, quickReplies, subject, { address: answerTo, subject }),
    encoding: 'base64',
    textEncoding: 'base64',
    baseBoundary: partKey(context.deliveryId, 0),
  })
  const attach = filesToAttach(message.blocks, context)
  return [submission({ body, messageId, to: address, part: 1, attach }, config, context)]
}

/** Answers go below what they answer: same subject, its id. Otherwise the subject is the notification's words. */
function threadOf(message: OutboundMessage, blocks: readonly Block[], { replyToken, now }: ComposeContext) {
  const live = replyToken !== undefined && replyToken.expiresAt > now.getTime() ? replyToken.token : ''
  const [, references, answered = ''] = /^(<[^\s<>]+>) ?([\s\S]*)$/.exec(live) ?? []
  if (references !== undefined && answered.trim() !== '') {
    const subject = oneLine(/^re\s*:/i.test(answered) ? answered : `Re: ${answered}`)
    return { subject, references }
  }
  const [first] = blocks
  return { subject: oneLine(message.altText ?? (first === undefined ? '' : titleOf(first))), references }
}

function headersOf(address: string, id: string, config: EmailConfig, context: ComposeContext) {
  const unsubscribe =
    context.hookUrl === undefined ? undefined : `${context.hookUrl}?unsubscribe=${unsubscribeToken(address, config)}`
  // For mail programs that know no press: a mail of that one word says the same.
  const byMail = `mailto:${encodeURI(replyAddress(config))}?subject=unsubscribe`
  return {
    // Survives providers that write a Message-ID of their own, so that bounces find their delivery.
    'X-Riscontro-Id': id,
    // What a script says, no other machine should answer (RFC 3834 §5).
    ...(context.byMember === true ? {} : { 'Auto-Submitted': 'auto-generated' }),
    ...(unsubscribe === undefined
      ? {}
      : {
          'List-Unsubscribe': { prepared: true, foldLines: true, value: `<${new URL(unsubscribe).href}>, <${byMail}>` },
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
  }
}

function titleOf(block: Block): string {
  if (block.type === 'text') return block.text.trim().split('\n')[0] ?? ''
  if (block.type === 'card') return block.title
  return 'description' in block ? block.description : ''
}

function oneLine(words: string): string {
  return shorten(words.replace(/[\s\p{Cc}]+/gu, ' ').trim(), subjectLimit)
}

function labelled(block: Block): Block {
  return block.type === 'card' ? { ...block, buttons: block.buttons.map(shortLabel) } : block
}

function shortLabel<Pressable extends Pick<Button, 'label'>>(pressable: Pressable): Pressable {
  return { ...pressable, label: shorten(pressable.label, emailAbilities.buttons.labelLimit) }
}
