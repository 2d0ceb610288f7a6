import { type Frame, spoken } from './frame.ts'
import {
  type CaseStage,
  type HelpedChild,
  needShareBasisPoints,
  type SharedChild,
  type SharedNeed,
} from './gift-story.ts'
import { Knot } from './thread.tsx'

interface ChildProps {
  frame: Frame
  child: HelpedChild | SharedChild
}

/** One child on the thread: who (pseudonym only), this gift's part of the needs, the stages, the approved words. */
export function ChildStory({ frame, child }: ChildProps) {
  const { t } = frame
  const next = child.ended ? undefined : child.stages.find(({ at }) => at === null)
  return (
    <>
      <Knot
        state="done"
        title={'needs' in child ? t('story.child', { child: child.pseudonym }) : child.pseudonym}
        when={t('story.who', { age: child.ageBand, region: child.region })}
      >
        <p class="condition">{child.condition}</p>
        {'needs' in child && child.needs.map((need) => <Need frame={frame} need={need} child={child.pseudonym} />)}
      </Knot>
      {!child.ended &&
        child.stages
          .filter(({ at }) => at !== null)
          .map((stage) => <Stage frame={frame} child={child} stage={stage} />)}
      {child.updates.map((update) => (
        <Knot
          state={child.ended ? 'ended' : 'done'}
          title={t('story.update', { child: child.pseudonym })}
          when={spoken(frame).day(update.at)}
        >
          <blockquote data-shown={`update.${update.id}`} class="told">
            {update.text}
          </blockquote>
        </Knot>
      ))}
      {child.ended && child.updates.length === 0 && (
        <Knot state="ended" title={t('story.ended', { child: child.pseudonym })}>
          <p>{t('story.endedText')}</p>
        </Knot>
      )}
      {next && <Stage frame={frame} child={child} stage={next} />}
    </>
  )
}

function Stage({ frame, child, stage }: ChildProps & { stage: CaseStage }) {
  const { t } = frame
  const when = stage.at === null ? t('story.coming') : spoken(frame).day(stage.at)
  return (
    <Knot
      state={stage.at === null ? 'coming' : 'done'}
      title={t(`story.stages.${stage.stage}`, { child: child.pseudonym })}
      when={when}
    />
  )
}

function Need({ frame, need, child }: { frame: Frame; need: SharedNeed; child: string }) {
  const { t } = frame
  const say = spoken(frame)
  const basisPoints = needShareBasisPoints(need)
  return (
    <div class="need">
      <p>
        {t('story.part', {
          share: say.money(need.share),
          item: need.item,
          child,
        })}
      </p>
      <svg class="part" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width="100" height="4" rx="2" />
        <rect class="mine" width={Math.max(1, basisPoints / 100)} height="4" />
      </svg>
      <p class="fine">{t('story.partOf', { percent: say.share(basisPoints), cost: say.money(need.cost) })}</p>
    </div>
  )
}
