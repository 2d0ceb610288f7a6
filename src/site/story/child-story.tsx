import { isoDay } from '../../campaigns/day.ts'
import { type Frame, spoken } from '../frame.ts'
import {
  type ApprovedUpdate,
  type CaseStage,
  type HelpedChild,
  needShareBasisPoints,
  type SharedChild,
  type SharedNeed,
  type Spending,
} from './gift-story.ts'
import { Shown } from './shown.tsx'
import { Knot } from './thread.tsx'

interface ChildProps {
  frame: Frame
  child: HelpedChild | SharedChild
}

/** One child on the thread: who (pseudonym only), this gift's part of the needs, then stages and approved words by date. */
export function ChildStory({ frame, child }: ChildProps) {
  const { t } = frame
  const { needs, spent } = 'needs' in child ? child : { needs: [], spent: [] }
  const entries = [...needs, ...spent, ...child.updates].map(({ entry }) => entry)
  const next = child.ended ? undefined : child.stages.find(({ at }) => at === null)
  return (
    <>
      <Knot
        state="done"
        title={needs.length > 0 ? t('story.child', { child: child.pseudonym }) : child.pseudonym}
        when={[child.firstName, child.ageBand, child.region].filter((told) => told !== '').join(' · ')}
      >
        <p class="condition">
          {needs.length > 0 && (
            <>
              <Shown entries={entries} field="case">
                {child.pseudonym}
              </Shown>
              {' · '}
            </>
          )}
          {child.condition}
        </p>
        {child.photograph !== '' && (
          <img class="photograph" src={child.photograph} alt={t('story.photograph', { child: child.pseudonym })} />
        )}
        {needs.map((need) => (
          <Need key={need.item} frame={frame} need={need} child={child.pseudonym} />
        ))}
        {spent.length > 0 && <Spent frame={frame} spent={spent} />}
      </Knot>
      {happenings(child).map((happening) =>
        'stage' in happening ? (
          <Stage key={happening.stage} frame={frame} child={child} stage={happening} />
        ) : (
          <Update key={happening.text} frame={frame} child={child} update={happening} />
        ),
      )}
      {child.ended && child.updates.length === 0 && (
        <Knot state="ended" title={t('story.ended', { child: child.pseudonym })}>
          <p>{t('story.endedText')}</p>
        </Knot>
      )}
      {next && <Stage frame={frame} child={child} stage={next} />}
    </>
  )
}

// Where the help has ended no stage is told: "has been treated" over the news of a death would be cruel.
function happenings(child: SharedChild): (CaseStage | ApprovedUpdate)[] {
  const stages = child.ended ? [] : child.stages.filter(({ at }) => at !== null)
  return [...stages, ...child.updates].toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))
}

function Update({ frame, child, update }: ChildProps & { update: ApprovedUpdate }) {
  const { language, timeZone } = frame
  return (
    <Knot
      state={child.ended ? 'ended' : 'done'}
      title={frame.t('story.update', { child: child.pseudonym })}
      when={
        <Shown entries={[update.entry]} field="day" value={isoDay(update.at, timeZone)}>
          {spoken(frame).day(update.at)}
        </Shown>
      }
    >
      <blockquote class="told" lang={update.language === language ? undefined : update.language}>
        <Shown entries={[update.entry]} field={`text.${update.language}`}>
          {update.text}
        </Shown>
      </blockquote>
    </Knot>
  )
}

function Stage({ frame, child, stage }: ChildProps & { stage: CaseStage }) {
  const { t } = frame
  return (
    <Knot
      state={stage.at === null ? 'coming' : 'done'}
      title={t(`story.${stage.at === null ? 'toCome' : 'stages'}.${stage.stage}`, { child: child.pseudonym })}
      when={stage.at === null ? t('story.coming') : spoken(frame).day(stage.at)}
    />
  )
}

function Spent({ frame, spent }: { frame: Frame; spent: readonly Spending[] }) {
  const say = spoken(frame)
  return (
    <>
      <p class="fine">{frame.t('story.spent')}</p>
      {spent.map(({ amount, on, day, entry }) => (
        <p key={day} class="fine">
          <Shown entries={[entry]} field="amountMinor" value={amount.minor.toString()}>
            {say.money(amount)}
          </Shown>
          {' · '}
          <Shown entries={[entry]} field="day" value={day}>
            {say.day(on)}
          </Shown>
        </p>
      ))}
    </>
  )
}

function Need({ frame, need, child }: { frame: Frame; need: SharedNeed; child: string }) {
  const { t } = frame
  const say = spoken(frame)
  const isTakenBack = need.share.minor < 0n
  return (
    <div class="need">
      <p>
        <strong>
          <Shown entries={[need.entry]} field="amountMinor" value={need.share.minor.toString()}>
            {say.money(isTakenBack ? { ...need.share, minor: -need.share.minor } : need.share)}
          </Shown>
        </strong>{' '}
        {t(isTakenBack ? 'story.takenBack' : 'story.part', { item: need.item, child })}
      </p>
      {need.share.minor > 0n && <PartOfNeed frame={frame} need={need} />}
    </div>
  )
}

function PartOfNeed({ frame, need }: { frame: Frame; need: SharedNeed }) {
  const { t } = frame
  const say = spoken(frame)
  const basisPoints = needShareBasisPoints(need)
  return (
    <>
      <svg class="part" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width="100" height="4" />
        <rect class="mine" width={Math.max(1, basisPoints / 100)} height="4" />
      </svg>
      <p class="fine">{t('story.partOf', { percent: say.share(basisPoints), cost: say.money(need.cost) })}</p>
    </>
  )
}
