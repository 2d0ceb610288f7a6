import type { PropsWithChildren } from 'hono/jsx'
import { assetUrl } from '../assets.ts'
import { ChatDoors } from '../chat/chat-doors.tsx'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { Knot, Thread } from '../story/thread.tsx'
import type { ChatLink, PaymentReturn } from './payment-return.ts'

interface ReturnProps<State extends PaymentReturn = PaymentReturn> {
  frame: Frame
  outcome: State
}

type Of<State extends PaymentReturn['state']> = ReturnProps<Extract<PaymentReturn, { state: State }>>

/** `/give/return/:token`: what happened to the payment, what was kept, and the one next step. */
export function PaymentReturnPage({ frame, outcome }: ReturnProps) {
  const say = spoken(frame)
  const facts = {
    name: outcome.gift.giverName,
    amount: say.money(outcome.gift.amount),
    campaign: outcome.gift.campaignTitle,
  }
  return (
    <Page
      frame={frame}
      title={frame.t(`return.${outcome.state}.title`, facts)}
      isPrivate
      head={outcome.state === 'asking' && <LookAgain frame={frame} />}
    >
      <section class={`outcome ${outcome.state}`}>
        <h1>{frame.t(`return.${outcome.state}.title`, facts)}</h1>
        <p class="lede">{frame.t(`return.${outcome.state}.text`, facts)}</p>
        <NextStep frame={frame} outcome={outcome} />
      </section>
    </Page>
  )
}

// A page that reloads by itself takes a screen reader back to the top: with a script it reloads once, when there is news.
function LookAgain({ frame }: { frame: Frame }) {
  return (
    <>
      <noscript>
        <meta http-equiv="refresh" content="5" />
      </noscript>
      <script type="module" nonce={frame.nonce} src={assetUrl('wait.js')} />
    </>
  )
}

function NextStep({ frame, outcome }: ReturnProps) {
  switch (outcome.state) {
    case 'paid':
      return <Paid frame={frame} outcome={outcome} />
    case 'awaiting-atm':
    case 'awaiting-transfer':
      return <Awaiting frame={frame} outcome={outcome} />
    case 'failed':
      return <ButtonLink href={outcome.retryUrl}>{frame.t('return.failed.retry')}</ButtonLink>
    case 'asking':
      return <ButtonLink href={frame.path}>{frame.t('return.asking.again')}</ButtonLink>
  }
}

function Paid({ frame, outcome }: Of<'paid'>) {
  const { t } = frame
  return (
    <>
      {outcome.rest && (
        <p>
          {t('return.paid.rest', {
            amount: spoken(frame).money(outcome.rest.amount),
            campaign: outcome.rest.campaignTitle,
          })}
        </p>
      )}
      <ChatStep frame={frame} link={outcome.link} />
      <h2>{t('return.paid.next')}</h2>
      <Thread label={t('return.paid.next')}>
        <Knot state="done" title={t('return.paid.received')} when={t('return.paid.now')} />
        <Knot state="coming" title={t('return.paid.allocated')} when={t('return.paid.allocatedWhen')} />
        <Knot state="coming" title={t('return.paid.told')} when={t('return.paid.toldWhen')} />
      </Thread>
      {outcome.giftUrl && (
        <p class="links">
          <a href={outcome.giftUrl}>{t('return.paid.follow')}</a>
        </p>
      )}
    </>
  )
}

function ChatStep({ frame, link }: { frame: Frame; link: ChatLink }) {
  if (link.state === 'none') return null
  if (link.state === 'open') return <ChatDoors frame={frame} doors={link.doors} />
  const { channel } = link
  return (
    <div class="chat-step">
      <p>{frame.t('return.chat.linked', { channel })}</p>
      <ButtonLink href={link.url}>{frame.t('return.chat.button', { channel })}</ButtonLink>
    </div>
  )
}

function Awaiting({ frame, outcome }: Of<'awaiting-atm' | 'awaiting-transfer'>) {
  const { t } = frame
  const say = spoken(frame)
  const { lines, payBefore } = outcome.instructions
  return (
    <Instructions
      rows={[
        [t('return.amount'), say.money(outcome.gift.amount)],
        ...lines.map(({ name, value }) => [name, inFours(value)] as const),
        ...(payBefore === null ? [] : [[t('return.payBefore'), say.moment(payBefore)] as const]),
      ]}
    >
      {t(`return.${outcome.state}.after`)}
    </Instructions>
  )
}

// Sixteen digits in a row are read out wrongly; in fours they are not.
function inFours(value: string): string {
  return /^\d{9,}$/.test(value) ? value.replaceAll(/(\d{4})(?=\d)/g, '$1 ') : value
}

function Instructions({ rows, children }: PropsWithChildren<{ rows: readonly (readonly [string, string])[] }>) {
  return (
    <>
      <dl class="rows raised exact">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{children}</p>
    </>
  )
}

function ButtonLink({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <p class="buttons">
      <a class="button" href={href}>
        {children}
      </a>
    </p>
  )
}
