import type { Block, Button, Card, QuickReply } from '../message.ts'
import { answerWords } from './plain-part.ts'

/** How a press that is words to answer by opens a mail that already holds them. */
export interface Answering {
  readonly address: string
  readonly subject: string
}

const page = 'margin:0 auto;max-width:36em;padding:1.25em;font:1em/1.6 system-ui,sans-serif;color:#1d1d1f'
const cardBox = 'border:1px solid #d2d2d7;border-radius:.75em;padding:1em;margin:1em 0'
const pressed = 'display:inline-block;padding:.6em 1em;border:1px solid #1d5fa8;border-radius:.5em;color:#1d5fa8'

/**
 * The message as HTML without tables: headings, lists and links that a screen reader names, pictures with their words, a bar
 * beside the words that say the same. Everything that comes from outside is escaped; only http(s) becomes a link.
 */
export function htmlPart(
  blocks: readonly Block[],
  replies: readonly QuickReply[],
  subject: string,
  answering: Answering,
): string {
  const buttons = replies.map((reply) => anchor({ type: 'postback', ...reply }, answering))
  const body = [...blocks.map((block) => blockHtml(block, answering)), list(buttons)].join('\n')
  return `<!doctype html>
<html dir="auto"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(subject)}</title></head>
<body><div style="${page}">
${body}
</div></body></html>`
}

function blockHtml(block: Block, answering: Answering): string {
  switch (block.type) {
    case 'text':
      return paragraphs(block.text)
    case 'image':
      return picture(block.url, block.description)
    case 'card':
      return cardHtml(block, answering)
    default:
      throw new Error(`fitMessage left a ${block.type}`)
  }
}

function cardHtml(card: Card, answering: Answering): string {
  const fields = card.fields.map(
    ({ label, value }) =>
      `<dt style="color:#6e6e73">${escapeHtml(label)}</dt><dd style="margin:0">${escapeHtml(value)}</dd>`,
  )
  return [
    `<section style="${cardBox}">`,
    card.picture === undefined ? '' : picture(card.picture.url, card.picture.description),
    `<h2 style="font-size:1.2em;margin:.2em 0" dir="auto">${escapeHtml(card.title)}</h2>`,
    card.body === undefined ? '' : paragraphs(card.body),
    card.progress === undefined ? '' : progressHtml(card.progress),
    fields.length === 0 ? '' : `<dl>${fields.join('')}</dl>`,
    list(card.buttons.map((button) => anchor(button, answering))),
    '</section>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** The words are read; the bar is only seen. */
function progressHtml({ percent, label }: { percent: number; label: string }): string {
  const filled = `<div style="background:#1d5fa8;height:.6em;border-radius:.3em;width:${Math.round(percent)}%"></div>`
  const bar = `<div aria-hidden="true" style="background:#d2d2d7;border-radius:.3em">${filled}</div>`
  return `${bar}<p style="margin:.3em 0" dir="auto">${escapeHtml(label)}</p>`
}

function picture(url: string, description: string): string {
  return `<img src="${escapeHtml(url)}" alt="${escapeHtml(description)}" style="max-width:100%;height:auto;border-radius:.5em">`
}

function anchor(button: Button, { address, subject }: Answering): string {
  const label = escapeHtml(button.label)
  switch (button.type) {
    case 'link':
      return /^https?:/i.test(button.url) ? press(button.url, label) : `${label}: ${escapeHtml(button.url)}`
    case 'call':
      return press(`tel:${button.phone}`, `${label} (${button.phone})`)
    case 'postback': {
      const words = `subject=${encodeURIComponent(`Re: ${subject}`)}&body=${encodeURIComponent(button.label)}`
      return press(`mailto:${encodeURI(address)}?${words}`, escapeHtml(answerWords(button.label)))
    }
  }
}

function press(href: string, label: string): string {
  return `<a href="${escapeHtml(href)}" style="${pressed}">${label}</a>`
}

function list(items: readonly string[]): string {
  if (items.length === 0) return ''
  const lines = items.map((item) => `<li style="margin:.5em 0">${item}</li>`)
  return `<ul style="list-style:none;padding:0">${lines.join('')}</ul>`
}

function paragraphs(words: string): string {
  const parts = words.split(/\n{2,}/).map((part) => escapeHtml(part).replaceAll('\n', '<br>'))
  return parts.map((part) => `<p dir="auto">${part}</p>`).join('')
}

function escapeHtml(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
