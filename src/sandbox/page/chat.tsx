import type { Translate } from '../../platform/i18n/translator.ts'
import type { Language } from '../../platform/languages.ts'
import { type LineMessage, lineMessage } from '../line/message.ts'
import type { Mood } from '../mood.ts'
import type { ChatLine, Phone } from '../phone.ts'
import type { PhoneApp } from '../phone-app.ts'
import { drawingOf } from '../remembered.ts'
import { ActionButton, type Pressing } from './action-button.tsx'
import { Bubble, PressButton, withLinks } from './bubbles.tsx'
import { FlexBubble } from './flex-bubble.tsx'

/** A chat as the phone shows it. */
export interface ChatView {
  readonly phone: Phone
  readonly app: PhoneApp
  /** How the app's provider feels today. */
  readonly mood: Mood
  readonly lines: readonly ChatLine[]
  readonly isTyping: boolean
  /** Who is on the other side. */
  readonly account: string
  readonly timeZone: string
  readonly publicUrl: string
  /** The words of the phone's own language. */
  readonly t: Translate
}

/** The lines, and under the last one what is suggested to answer. Read again whole whenever something changed. */
export function Chat(view: ChatView) {
  const { lines, phone, t, isTyping } = view
  const pressing = pressingOf(view)
  const last = lines.at(-1)
  const answerable = last && !last.isOwn && phone.isFriend ? last : undefined
  return (
    <div class="chat" id="chat">
      <div class="thread" id="thread" role="log" aria-live="polite" aria-label={t('sandbox:chat.label')} tabindex={0}>
        {phone.groupOf !== null && phone.isFriend && (
          <p class="day" data-id="joined">
            {t('sandbox:group.joined', { account: view.account })}
          </p>
        )}
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
        {answerable && drawSuggestions(answerable, view, pressing)}
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
        <Content line={line} app={view.app} pressing={pressing} t={t} />
        <span class="aside">
          {line.isOwn && phone.groupOf === null && view.app.provider.deeds.has('unsend') && (
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

interface ContentProps {
  line: ChatLine
  app: PhoneApp
  pressing: Pressing
  t: Translate
}

function Content({ line, app, pressing, t }: ContentProps) {
  if (line.photo) {
    const source = `${pressing.phonePath}/photo/${line.providerMessageId}`
    return <img class="bubble picture" src={source} alt={t('sandbox:chat.photo')} />
  }
  if (line.isOwn) return <Words text={ownWords(line, t)} pressing={pressing} />
  if (app.kind !== 'line') {
    const drawing = drawingOf(app, line)
    return <Bubble drawing={drawing} messageId={line.providerMessageId} pressing={pressing} t={t} />
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
  return <p class="bubble">{withLinks(text, pressing)}</p>
}

function drawSuggestions(line: ChatLine, { app }: ChatView, pressing: Pressing) {
  if (app.kind === 'line') {
    const items = readMessage(line)?.quickReply?.items ?? []
    return items.map(({ action }) => (
      <ActionButton key={action.label} action={action} pressing={pressing} className="reply" />
    ))
  }
  const on = line.providerMessageId
  return drawingOf(app, line).suggestions.map((press) => (
    <PressButton key={press.label} press={press} on={on} pressing={pressing} className="reply" />
  ))
}

/** What the visitor has sent, in words. */
function ownWords({ message }: ChatLine, t: Translate): string {
  if (typeof message.text === 'string') return message.text
  return message.type === 'location' ? `📍 ${message.title}` : t('sandbox:chat.sticker')
}

function readMessage({ message }: ChatLine): LineMessage | undefined {
  const read = lineMessage.safeParse(message)
  return read.success ? read.data : undefined
}

const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//

/** Where presses of a chat's page go. */
export function pressingOf({ phone, publicUrl }: ChatView): Pressing {
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
