import type { Translate } from '../../platform/i18n/translator.ts'
import type { Language } from '../../platform/languages.ts'
import { type LineMessage, lineMessage } from '../line/message.ts'
import type { ChatLine, Phone } from '../phone.ts'
import { ActionButton, type Pressing } from './action-button.tsx'
import { FlexBubble } from './flex-bubble.tsx'

/** A chat as the phone shows it. */
export interface ChatView {
  readonly phone: Phone
  readonly lines: readonly ChatLine[]
  readonly isTyping: boolean
  /** Who is on the other side. */
  readonly account: string
  readonly timeZone: string
  readonly publicUrl: string
  /** The words of the phone's own language. */
  readonly t: Translate
}

/** The lines, and under the last one what LINE suggests to answer. Read again whole whenever something changed. */
export function Chat(view: ChatView) {
  const { lines, phone, t, isTyping } = view
  const pressing = pressingOf(view)
  const last = lines.at(-1)
  const suggestions = last && !last.isOwn && phone.isFriend ? repliesOf(last) : []
  return (
    <div class="chat" id="chat">
      <div class="thread" id="thread" role="log" aria-live="polite" aria-label={t('sandbox:chat.label')} tabindex={0}>
        {lines.map((line, place) => (
          <Line
            key={line.id}
            line={line}
            view={view}
            pressing={pressing}
            isDayNew={isNewDay(lines[place - 1], line, view.timeZone)}
          />
        ))}
        {isTyping && (
          <div class="line theirs typing" data-id="typing">
            <span class="bubble">
              <span class="unseen">{t('sandbox:chat.typing')}</span>
              <i></i>
              <i></i>
              <i></i>
            </span>
          </div>
        )}
      </div>
      <button type="button" class="newer" id="newer" hidden>
        {t('sandbox:chat.newer')}
      </button>
      <div class="replies" id="replies">
        {suggestions.map(({ action }) => (
          <ActionButton key={action.label} action={action} pressing={pressing} className="reply" />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  line: ChatLine
  view: ChatView
  pressing: Pressing
  isDayNew: boolean
}

function Line({ line, view, pressing, isDayNew }: LineProps) {
  const { t, phone, timeZone, account } = view
  return (
    <div class={`line ${line.isOwn ? 'own' : 'theirs'}`} data-id={line.id}>
      {isDayNew && <p class="day">{dayFormat(phone.language, timeZone).format(line.at)}</p>}
      <span class="unseen">{line.isOwn ? t('sandbox:chat.you') : account}</span>
      <div class="said">
        <Content line={line} pressing={pressing} t={t} />
        <span class="aside">
          {line.isOwn && (
            <form method="post" action={`${pressing.phonePath}/unsend`} data-quiet>
              <button type="submit" class="unsend" name="message" value={line.providerMessageId}>
                {t('sandbox:chat.unsend')}
              </button>
            </form>
          )}
          <time datetime={line.at.toISOString()}>{timeFormat(phone.language, timeZone).format(line.at)}</time>
        </span>
      </div>
    </div>
  )
}

function Content({ line, pressing, t }: { line: ChatLine; pressing: Pressing; t: Translate }) {
  if (line.photo) {
    const source = `${pressing.phonePath}/photo/${line.providerMessageId}`
    return <img class="bubble picture" src={source} alt={t('sandbox:chat.photo')} />
  }
  const message = readMessage(line)
  switch (message?.type) {
    case 'text':
      return <Words text={message.text} pressing={pressing} />
    case 'image':
      return <img class="bubble picture" src={pressing.local(message.previewImageUrl)} alt="" />
    case 'flex': {
      const { contents } = message
      const bubbles = contents.type === 'carousel' ? contents.contents : [contents]
      return <div class="cards">{bubbles.map((bubble) => FlexBubble({ bubble, pressing }))}</div>
    }
    case 'location':
      return <Words text={`${message.title}\n${message.address}`} pressing={pressing} />
    default:
      return <Words text={t('sandbox:chat.sticker')} pressing={pressing} />
  }
}

/** Words with their addresses made pressable. */
function Words({ text, pressing }: { text: string; pressing: Pressing }) {
  const parts = text.split(/(https?:\/\/[^\s）」]+)/)
  return <p class="bubble">{parts.map((part) => (/^https?:/.test(part) ? drawLink(part, pressing) : part))}</p>
}

function drawLink(url: string, pressing: Pressing) {
  return (
    <a href={pressing.local(url)} target="_blank" rel="noopener">
      {url}
    </a>
  )
}

function repliesOf(line: ChatLine) {
  return readMessage(line)?.quickReply?.items ?? []
}

/** A line of the visitor's own is text without LINE's limits on what an account may say. */
function readMessage({ message }: ChatLine): LineMessage | undefined {
  const read = lineMessage.safeParse(message)
  return read.success ? read.data : undefined
}

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//

function pressingOf({ phone, publicUrl }: ChatView): Pressing {
  return {
    phonePath: `/sandbox/phone/${phone.phoneId}`,
    // What was said while this instance listened on another port is still its own.
    local: (url) => (url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : url.replace(loopback, '/')),
  }
}

function isNewDay(before: ChatLine | undefined, line: ChatLine, timeZone: string): boolean {
  const day = dayFormat('en', timeZone)
  return before === undefined || day.format(before.at) !== day.format(line.at)
}

function timeFormat(language: Language, timeZone: string) {
  return new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hour12: false })
}

function dayFormat(language: Language, timeZone: string) {
  return new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium' })
}
