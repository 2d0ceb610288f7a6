import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Programme } from '../api/cases.ts'
import { type Goal, type GoalHistory, removeGoal, useGoalHistory, wordsIn } from '../api/plans.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { Section } from '../pieces/page.tsx'
import { Width } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import { GoalChart } from './goal-chart.tsx'
import { SetGoal, TypeActual } from './goal-forms.tsx'

/** The goals of a programme, each with how far it is and how it came there. */
export function Goals({ programme, goals }: { programme: Programme; goals: readonly Goal[] }) {
  const { t } = useTranslation('cases')
  const may = useMay()
  return (
    <Section
      title={t('plan.goals')}
      lead={t('plan.goalsLead')}
      acts={may('cases.change') && <SetGoal programme={programme} />}
    >
      {goals.length === 0 && <p className="quiet">{t('plan.noGoals')}</p>}
      {goals.length > 0 && (
        <div className="lines">
          {goals.map((goal) => (
            <GoalView key={goal.id} goal={goal} currency={programme.currency} />
          ))}
        </div>
      )}
    </Section>
  )
}

function GoalView({ goal, currency }: { goal: Goal; currency: string }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const may = useMay()
  const { id, name, unit, source, target, actual, dueOn } = goal
  const title = wordsIn(name, formats.language)
  const say = (value: string) =>
    source === 'spent'
      ? formats.money({ minor: value, currency })
      : `${formats.number(Number(value))} ${wordsIn(unit, formats.language)}`
  return (
    <article className="stack tight" aria-label={title}>
      <div className="bar spread">
        <strong>{title}</strong>
        <span className="figure">{formats.percent(actual, target)}</span>
      </div>
      <p className="figure">
        {source === 'spent' ? say(actual) : formats.number(Number(actual))}{' '}
        <span className="quiet small">{t('plan.ofTarget', { target: say(target) })}</span>
        <Width part={actual} whole={target} />
      </p>
      <p className="quiet small">
        <Facts of={[t(`plan.sources.${source}`), dueOn && t('plan.dueOn', { day: formats.day(dueOn) })]} />
      </p>
      <History goal={goal} title={title} say={say} />
      {may('cases.change') && (
        <div className="bar">
          {source === 'typed' && <TypeActual goal={goal} title={title} />}
          <Confirm
            words={t('plan.remove')}
            size="compact-xs"
            variant="subtle"
            danger
            title={t('plan.removeTitle', { goal: title })}
            act={t('plan.remove')}
            send={() => removeGoal(id)}
          >
            <p>{t('plan.removeWords')}</p>
          </Confirm>
        </div>
      )}
    </article>
  )
}

function History({ goal, title, say }: { goal: Goal; title: string; say: (value: string) => string }) {
  const { t } = useTranslation('cases')
  const [isOpen, open] = useState(false)
  const { data: history } = useGoalHistory(goal.id, isOpen)
  return (
    <details onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t('plan.history')}</summary>
      {history && (
        <div className="stack tight">
          <GoalChart steps={history.steps} target={goal.target} say={say} label={title} />
          {history.counts.length > 0 && <Counts counts={history.counts} say={say} />}
        </div>
      )}
    </details>
  )
}

function Counts({ counts, say }: { counts: GoalHistory['counts']; say: (value: string) => string }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  return (
    <ul className="lines">
      {counts.map(({ from, to, value, note, typedBy, typedAt, isReplaced }) => (
        <li key={typedAt + from} className="stack tight">
          <span className="bar spread">
            <span>
              {formats.day(from)} – {formats.day(to)}
            </span>
            <span className="figure">{isReplaced ? <s>{say(value)}</s> : say(value)}</span>
          </span>
          <span className="quiet small">
            <Facts of={[note, typedBy, formats.ago(typedAt), isReplaced && t('plan.replaced')]} />
          </span>
        </li>
      ))}
    </ul>
  )
}
