import { type Drawing, drawing, type Pressable, unreadable, words } from '../drawing.ts'
import { letter } from './letter.ts'

const anchor = /<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g

/** A mail: its subject, its plain words, and below them what the HTML part has to press. */
export function drawEmail(message: unknown): Drawing {
  const read = letter.safeParse(message)
  if (!read.success) return unreadable(message)
  const { subject, text, html } = read.data
  const presses = [...html.matchAll(anchor)].flatMap(([, href = '', label = '']) => pressOf(plain(href), plain(label)))
  return drawing([{ type: 'title', text: subject }, ...words(text.trim())], presses)
}

/** A link opens; a mail that is already written is sent as it is. */
function pressOf(href: string, label: string): Pressable[] {
  if (/^https?:/.test(href)) return [{ label, does: 'open', url: href }]
  const body = href.startsWith('mailto:') ? new URL(href).searchParams.get('body') : null
  return body === null ? [] : [{ label, does: 'say', text: body }]
}

function plain(escaped: string): string {
  return escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
