import type { PropsWithChildren } from 'hono/jsx'
import type { Translate } from '../../platform/i18n/translator.ts'
import { languages } from '../../platform/languages.ts'
import type { DemoPerson } from '../demo-people.ts'
import { atTheStart, type Journey } from '../guide/guide.ts'
import type { Phone } from '../phone.ts'
import { AppSwitch } from './app-switch.tsx'
import { beginWords } from './begin-words.ts'
import { Chat, type ChatView, pressingOf } from './chat.tsx'
import { Composer } from './composer.tsx'
import { Document, type Frame, LanguageLinks, languageNames, Ribbon } from './document.tsx'
import { Guide } from './guide.tsx'
import { MoodForm } from './mood-form.tsx'
import { OwnMenu, RichMenu } from './rich-menu.tsx'

/** Who the phone talks to. */
export interface Account {
  readonly name: string
  readonly description: string
}

interface ShelfProps {
  frame: Frame
  people: readonly DemoPerson[]
  /** What was wrong with the form just sent. */
  problem: string | undefined
  /** What a link has asked for, to be kept while somebody takes a phone. */
  wish: string
}

/** Nobody holds the phone yet: be somebody new, or somebody of the demonstration. */
export function ShelfPage({ frame, people, problem, wish }: ShelfProps) {
  const { t } = frame
  return (
    <Stage frame={frame} journey={atTheStart}>
      <div class="screen shelf">
        <div class="scroll">
          <h1>{t('sandbox:shelf.title')}</h1>
          <p class="welcome">{t('sandbox:guide.text')}</p>
          <form class="owner" method="post" action={`/sandbox/phone${wish}`}>
            {problem && (
              <p class="problem" role="alert">
                {problem}
              </p>
            )}
            <label>
              {t('sandbox:shelf.name')}
              <input name="name" required maxlength={20} autocomplete="off" placeholder={t('sandbox:shelf.example')} />
            </label>
            <label>
              {t('sandbox:shelf.language')}
              <select name="language">
                {languages.map((language) => (
                  <option key={language} value={language} lang={language} selected={language === frame.language}>
                    {languageNames[language]}
                  </option>
                ))}
              </select>
            </label>
            <button type="submit" class="primary">
              {t('sandbox:shelf.start')}
            </button>
          </form>
          {people.length > 0 && <People people={people} t={t} />}
          <LanguageLinks frame={frame} />
        </div>
      </div>
    </Stage>
  )
}

function People({ people, t }: { people: readonly DemoPerson[]; t: Translate }) {
  return (
    <form class="people" method="post" action="/sandbox/phone/borrow">
      <h2>{t('sandbox:shelf.borrow')}</h2>
      {people.map(({ kind, userId, name, language, giftCount }) => (
        <button key={userId} type="submit" name="user" value={`${kind}/${userId}`}>
          <Monogram name={name} />
          <span>
            <strong lang={language}>{name}</strong>
            <small>
              {kind !== 'line' && `${t(`channels:${kind}.name`)} · `}
              {languageNames[language]} · {t('sandbox:shelf.gifts', { count: giftCount })}
            </small>
          </span>
        </button>
      ))}
    </form>
  )
}

interface PhonePageProps {
  frame: Frame
  account: Account
  chat: ChatView
  journey: Journey
  /** Brought by the link that led here. */
  code: string | undefined
}

/** A phone in the visitor's hand. It speaks its owner's language, whatever the visitor reads the page in. */
export function PhonePage({ frame, account, chat, journey, code }: PhonePageProps) {
  const { phone, t } = chat
  return (
    <Stage frame={frame} journey={journey} hasPhone>
      <div class="screen" lang={phone.language} data-phone={`/sandbox/phone/${phone.phoneId}`}>
        <Top account={account} chat={chat} />
        {phone.isFriend || phone.isBlocking ? (
          <Chat {...chat} />
        ) : (
          <Introduction account={account} chat={chat} code={code} />
        )}
        {phone.isGone ? <Gone chat={chat} /> : phone.isFriend && <Foot chat={chat} code={code} />}
        {phone.isBlocking && !phone.isGone && <Blocked phone={phone} t={t} />}
      </div>
    </Stage>
  )
}

interface StageProps {
  frame: Frame
  journey: Journey
  /** Somebody holds the phone: it lives. */
  hasPhone?: boolean
}

/** A phone on a table beside its guide; on a narrow screen the guide is a strip above the phone itself. */
export function Stage({ frame, journey, hasPhone, children }: PropsWithChildren<StageProps>) {
  const { t } = frame
  return (
    <Document
      frame={frame}
      title={t('sandbox:title')}
      className="stage"
      scripts={hasPhone ? ['phone.js', 'guide.js'] : []}
    >
      <Ribbon words={t('sandbox:ribbon')} />
      <p class="unseen" role="status" id="guide-news"></p>
      <div class="table">
        <Guide frame={frame} journey={journey} />
        <main class="phone">{children}</main>
      </div>
    </Document>
  )
}

function Top({ account, chat: { phone, app, mood, t } }: { account: Account; chat: ChatView }) {
  const path = `/sandbox/phone/${phone.phoneId}`
  return (
    <header class="top">
      <AppSwitch kind={app.kind} phonePath={path} t={t} />
      <div class="whose">
        <h1>{account.name}</h1>
        <small>{t('sandbox:chat.as', { name: phone.name })}</small>
      </div>
      <details class="more">
        <summary aria-label={t('sandbox:chat.more')}>
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M4 7h16M4 12h16M4 17h16" />
          </svg>
        </summary>
        <div>
          <MoodForm app={t(`channels:${app.kind}.name`)} moods={app.provider.moods} now={mood} phonePath={path} t={t} />
          {phone.isFriend && (
            <form method="post" action={`${path}/block`}>
              <button type="submit">{t(`sandbox:chat.${app.kind === 'email' ? 'closeMailbox' : 'block'}`)}</button>
            </form>
          )}
          {app.provider.newGroupId && (
            <form method="post" action={`${path}/group`}>
              <button type="submit">{t('sandbox:group.open')}</button>
            </form>
          )}
          {app.emulator.lose && !phone.isGone && (
            <form method="post" action={`${path}/gone`}>
              <button type="submit" name="gone" value="yes">
                {t(`sandbox:chat.${app.kind === 'email' ? 'goneMailbox' : 'goneNumber'}`)}
              </button>
            </form>
          )}
          <form method="post" action="/sandbox/phone/return">
            <button type="submit">{t('sandbox:chat.return')}</button>
          </form>
        </div>
      </details>
    </header>
  )
}

interface IntroductionProps {
  account: Account
  chat: ChatView
  code: string | undefined
}

function Introduction({ account, chat: { phone, app, t }, code }: IntroductionProps) {
  return (
    <div class="introduction">
      <Monogram name={account.name} />
      <h2>{account.name}</h2>
      {account.description && <p>{account.description}</p>}
      <form method="post" action={`/sandbox/phone/${phone.phoneId}/follow${keptCode(app, code)}`}>
        {code && <input type="hidden" name="code" value={code} />}
        <button type="submit" class="primary">
          {t(beginWords(app.kind))}
        </button>
      </form>
      <small>{t('sandbox:chat.followHint')}</small>
    </div>
  )
}

function Blocked({ phone, t }: { phone: Phone; t: Translate }) {
  return (
    <form class="blocked" method="post" action={`/sandbox/phone/${phone.phoneId}/follow`}>
      <p>{t('sandbox:chat.blocked')}</p>
      <button type="submit" class="primary">
        {t('sandbox:chat.unblock')}
      </button>
    </form>
  )
}

/** Nothing can be written from here until the number or mailbox is back. */
function Gone({ chat: { phone, t } }: { chat: ChatView }) {
  return (
    <form class="blocked" method="post" action={`/sandbox/phone/${phone.phoneId}/gone`}>
      <p>{t('sandbox:chat.isGone')}</p>
      <button type="submit" class="primary">
        {t('sandbox:chat.isBack')}
      </button>
    </form>
  )
}

/** What is typed for the owner is still to be typed once the account is their friend. */
function keptCode({ provider }: ChatView['app'], code: string | undefined): string {
  return code !== undefined && provider.code === 'typed' ? `?code=${code}` : ''
}

function Foot({ chat, code }: { chat: ChatView; code: string | undefined }) {
  const { phone, app, t } = chat
  const path = `/sandbox/phone/${phone.phoneId}`
  const places = app.emulator.menuOf?.(phone.userId)
  return (
    <footer class="foot">
      {code && app.provider.code === 'opened' && (
        <form class="brought" method="post" action={`${path}/follow`}>
          <input type="hidden" name="code" value={code} />
          <button type="submit" class="primary">
            {t('sandbox:chat.start')}
          </button>
        </form>
      )}
      <Composer
        phonePath={path}
        deeds={app.provider.deeds}
        typed={code && app.provider.code === 'typed' ? `RSC:${code}` : ''}
        t={t}
      />
      {places ? (
        <OwnMenu places={places} pressing={pressingOf(chat)} t={t} />
      ) : (
        <RichMenu phonePath={path} app={app} t={t} />
      )}
    </footer>
  )
}

/** The first letter of a name, where a picture would be. */
export function Monogram({ name }: { name: string }) {
  return (
    <span class="monogram" aria-hidden="true">
      {Array.from(name)[0]}
    </span>
  )
}
