import type { Child } from 'hono/jsx'
import type { Duty } from '../guide/desk-door.ts'
import { type Journey, type StepName, stepNames, stepsOf } from '../guide/guide.ts'
import { beginWords } from './begin-words.ts'
import { type Frame, LanguageLinks } from './document.tsx'

interface GuideProps {
  frame: Frame
  journey: Journey
}

/** The way through the demonstration: beside the phone on a wide screen, above it on a narrow one. Says the step to do now. */
export function Guide({ frame, journey }: GuideProps) {
  const { t } = frame
  const steps = stepsOf(journey)
  const now = stepNames.find((name) => steps.get(name) === 'now')
  const place = now === undefined ? stepNames.length : stepNames.indexOf(now) + 1
  return (
    <aside
      class="guide"
      id="guide"
      aria-label={t('sandbox:guide.label')}
      data-now={now ?? 'over'}
      data-log={journey.logOrigin}
      data-size={journey.news?.logSize?.toString()}
    >
      <details open>
        <summary>
          <span class="which">{t('sandbox:guide.step', { step: place, of: stepNames.length })}</span>
          <strong>{t(`sandbox:guide.${now ?? 'over'}.title`)}</strong>
        </summary>
        <ol class="journey">
          {stepNames.map((name) => (
            <li key={name} class={steps.get(name)} data-step={name} aria-current={name === now ? 'step' : undefined}>
              <strong>{t(`sandbox:guide.${name}.title`)}</strong>
              <div class="how">{howTo[name](frame, journey)}</div>
            </li>
          ))}
        </ol>
        {now === undefined && <Over frame={frame} journey={journey} />}
      </details>
      <LanguageLinks frame={frame} />
    </aside>
  )
}

/** What to do at each step, in the very words that stand on the buttons to press. */
const howTo: Record<StepName, (frame: Frame, journey: Journey) => Child> = {
  follow: ({ t }, { kind }) => (
    <p>{t('sandbox:guide.follow.text', { take: t('sandbox:shelf.start'), add: t(beginWords(kind)) })}</p>
  ),
  give: ({ t }) => (
    <p>{t('sandbox:guide.give.text', { give: t('script:menu.give'), tick: t('site:give.consent.feedback') })}</p>
  ),
  thanks: ({ t }, { gift }) => (
    <Waiting until={gift?.isThanked === true}>
      {t('sandbox:guide.thanks.text', { open: t('script:thanks.button') })}
    </Waiting>
  ),
  write: (frame, journey) => <Write frame={frame} journey={journey} />,
  release: (frame, { child }) => (
    <Staff frame={frame} step="release" duty="approver" to={child && `/desk/cases/${child.caseId}`}>
      {frame.t('sandbox:guide.release.text', { release: frame.t('desk:updates.approve') })}
    </Staff>
  ),
  plan: (frame, journey) => <Plan frame={frame} journey={journey} />,
  send: (frame, { round }) => (
    <Staff frame={frame} step="send" duty="officer" to={round && `/desk/rounds/${round.roundId}`}>
      {frame.t('sandbox:guide.send.text', { approve: frame.t('desk:rounds.approve') })}
    </Staff>
  ),
  check: ({ t }, { result }) =>
    result === 'shown' ? (
      <p>{t('sandbox:guide.check.shown', { trace: t('script:menu.traces') })}</p>
    ) : (
      <Waiting until={result === 'sent'}>{t(`sandbox:guide.check.${result === 'sent' ? 'text' : 'coming'}`)}</Waiting>
    ),
  tamper: ({ t }, { gift }) => (
    <>
      <p>{t('sandbox:guide.tamper.text')}</p>
      {gift && (
        <a class="primary" href={`/sandbox/tamper?gift=${gift.giftId}`} target="gift">
          {t('sandbox:guide.tamper.act')}
        </a>
      )}
    </>
  ),
}

function Write({ frame, journey: { child } }: GuideProps) {
  const { t } = frame
  if (child === undefined) return <Waiting until={false}>{t('sandbox:guide.write.coming')}</Waiting>
  const words = { child: child.pseudonym, write: t('desk:updates.write'), submit: t('desk:updates.submit') }
  return (
    <Staff frame={frame} step="write" duty="officer" to={`/desk/cases/${child.caseId}`}>
      {t('sandbox:guide.write.text', words)}
    </Staff>
  )
}

function Plan({ frame, journey: { child, round } }: GuideProps) {
  const { t, language } = frame
  const words = {
    plan: t('desk:rounds.plan'),
    programme: child?.programme[language] ?? child?.programme.en ?? '',
    preview: t('desk:rounds.planAct'),
    submit: t('desk:rounds.submit'),
  }
  return (
    <Staff frame={frame} step="plan" duty="approver" to={round ? `/desk/rounds/${round.roundId}` : '/desk/rounds'}>
      {t('sandbox:guide.plan.text', words)}
    </Staff>
  )
}

interface StaffProps {
  frame: Frame
  step: StepName
  duty: Duty
  /** Where in the desk; undefined while there is no such place yet. */
  to: string | undefined
  children?: Child
}

/** A step at the desk: one press signs in as whoever does it, at the very page. */
function Staff({ frame: { t }, duty, to, children }: StaffProps) {
  const who = t(`demo:roles.${duty}`)
  return (
    <>
      <p>{children}</p>
      {to && (
        <form method="post" action="/sandbox/desk" target="desk">
          <input type="hidden" name="to" value={to} />
          <button type="submit" class="primary" name="as" value={duty}>
            {t('sandbox:guide.signIn', { who })}
          </button>
        </form>
      )}
    </>
  )
}

/** Words about something that comes by itself, with a sign of life until it is there. */
function Waiting({ until, children }: { until: boolean; children?: Child }) {
  return (
    <p class={until ? '' : 'awaited'}>
      {children}
      {!until && (
        <span class="typing" aria-hidden="true">
          <i></i>
          <i></i>
          <i></i>
        </span>
      )}
    </p>
  )
}

function Over({ frame: { t }, journey: { gift } }: GuideProps) {
  return (
    <div class="over">
      <p>{t('sandbox:guide.over.text')}</p>
      {gift && (
        <a href={`/sandbox/tamper?gift=${gift.giftId}`} target="gift">
          {t('sandbox:guide.over.act')}
        </a>
      )}
    </div>
  )
}
