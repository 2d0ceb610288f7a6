/** What was written this time, and the tail that repeats what was said before (or only signs). Together they are the whole. */
export interface Reply {
  readonly text: string
  readonly quoted?: string
}

const signature = /^-- ?$/
const separator =
  /^-{2,}\s*(original message|forwarded message|messaggio originale|messaggio inoltrato|元のメッセージ|原始郵件|原始邮件)\s*-{2,}$/i
const sender = /^\*?(from|da|差出人|寄件者|寄件人|发件人|發件人)\s*[:：]/i
const particular =
  /^\*?(sent|date|to|subject|cc|inviato|data|a|oggetto|送信日時|日時|宛先|件名|寄件日期|日期|收件者|收件人|主旨|主旨|主题|主題|发送时间|發送時間)\*?\s*[:：]/i

/**
 * Takes the repeated tail off an answer where it is plain to see: quoted lines down to the end, a mail program's divider, a
 * signature. Where somebody wrote between the quoted lines, and where nothing else would be left, all of it stays.
 */
export function cutTail(whole: string): Reply {
  const lines = whole.replace(/\r\n?/g, '\n').split('\n')
  const divider = lines.findIndex((line, index) => isDivider(lines, line, index))
  const head = divider === -1 ? lines : lines.slice(0, divider)
  const start = quotedFrom(head)
  const text = head.slice(0, start).join('\n').trim()
  const quoted = lines.slice(start).join('\n').trim()
  if (text === '') return { text: lines.join('\n').trim() }
  return quoted === '' ? { text } : { text, quoted }
}

function isDivider(lines: readonly string[], line: string, index: number): boolean {
  const words = line.trim()
  if (signature.test(line) || separator.test(words)) return true
  const next = lines.slice(index + 1, index + 4)
  return sender.test(words) && next.filter((one) => particular.test(one.trim())).length >= 2
}

/** Where the quoted lines begin that go on to the end, the line that introduces them included. */
function quotedFrom(lines: readonly string[]): number {
  const isQuoted = (line: string | undefined) => line?.startsWith('>') === true
  const isBlank = (line: string | undefined) => line?.trim() === ''
  const last = lines.findLastIndex((line) => !isBlank(line))
  if (!isQuoted(lines[last])) return lines.length
  let start = last
  while (start > 0 && (isQuoted(lines[start - 1]) || isBlank(lines[start - 1]))) start -= 1
  while (isBlank(lines[start])) start += 1
  const introduction = lines.slice(0, start).findLastIndex((line) => !isBlank(line))
  return introduces(lines, introduction) ?? start
}

/** "On Friday … wrote:", often broken over two or three lines. */
function introduces(lines: readonly string[], end: number): number | undefined {
  if (!/[:：]$/.test(lines[end]?.trimEnd() ?? '')) return undefined
  for (const length of [1, 2, 3]) {
    const from = end - length + 1
    const words = lines.slice(Math.max(0, from), end + 1)
    if (from < 0 || words.some((line) => line.trim() === '')) return undefined
    if (/[@<]|\d{4}/.test(words.join(' '))) return from
  }
  return undefined
}
