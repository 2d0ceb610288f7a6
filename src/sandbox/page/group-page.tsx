import type { Journey } from '../guide/guide.ts'
import { Chat, type ChatView } from './chat.tsx'
import type { Frame } from './document.tsx'
import { Monogram, Stage } from './phone-page.tsx'

interface GroupPageProps {
  frame: Frame
  /** What the account is called. */
  account: string
  chat: ChatView
  journey: Journey
}

/** A group in the visitor's hand: what the others see when an account is asked in, named and put out again. */
export function GroupPage({ frame, account, chat, journey }: GroupPageProps) {
  const { phone, t } = chat
  const path = `/sandbox/phone/${phone.phoneId}`
  return (
    <Stage frame={frame} journey={journey} hasPhone>
      <div class="screen" lang={phone.language} data-phone={path}>
        <header class="top">
          <form method="post" action={`${path}/group/back`}>
            <button type="submit" class="back" aria-label={t('sandbox:group.back')}>
              ←
            </button>
          </form>
          <div class="whose">
            <h1>{phone.name}</h1>
            <small>{t(`sandbox:group.${phone.isFriend ? 'isIn' : 'isOut'}`)}</small>
          </div>
          {phone.isFriend && (
            <form method="post" action={`${path}/group/remove`}>
              <button type="submit" class="quiet">
                {t('sandbox:group.remove')}
              </button>
            </form>
          )}
        </header>
        <Chat {...chat} />
        {phone.isFriend ? <GroupComposer path={path} account={account} t={t} /> : <Invite {...{ path, account, t }} />}
      </div>
    </Stage>
  )
}

interface FootProps extends Pick<ChatView, 't'> {
  path: string
  account: string
}

function Invite({ path, account, t }: FootProps) {
  return (
    <div class="introduction">
      <Monogram name={account} />
      <p>{t('sandbox:group.text')}</p>
      <form method="post" action={`${path}/group/invite`}>
        <button type="submit" class="primary">
          {t('sandbox:group.invite')}
        </button>
      </form>
    </div>
  )
}

function GroupComposer({ path, account, t }: FootProps) {
  return (
    <footer class="foot">
      <form class="group-say" method="post" action={`${path}/group/say`}>
        <label>
          <input type="checkbox" name="mention" value="yes" checked /> @{account}
        </label>
        <div class="say">
          <textarea
            name="text"
            rows={1}
            maxlength={5000}
            required
            aria-label={t('sandbox:chat.write')}
            placeholder={t('sandbox:chat.write')}
          ></textarea>
          <button type="submit" aria-label={t('sandbox:chat.send')}>
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d="M4 12 20 4l-5 16-3.5-6.5z" />
            </svg>
          </button>
        </div>
      </form>
    </footer>
  )
}
