import type { Frame } from '../frame.ts'
import type { ChatDoor } from './chat-door.ts'

/** The chats that one tap ties to a gift, one button each. */
export function ChatDoors({ frame, doors }: { frame: Frame; doors: readonly ChatDoor[] }) {
  const { t, language } = frame
  const channels = new Intl.ListFormat(language, { type: 'disjunction' }).format(doors.map(({ channel }) => channel))
  return (
    <div class="chat-step">
      <p>{t('return.chat.open', { channel: channels })}</p>
      <p class="buttons">
        {doors.map(({ channel, url }) => (
          <a key={channel} class="button" href={url}>
            {t('return.chat.button', { channel })}
          </a>
        ))}
      </p>
    </div>
  )
}
