import { useTranslation } from 'react-i18next'
import type { Programme } from '../api/cases.ts'
import { type PlanChange, usePlanChanges, wordsIn } from '../api/plans.ts'
import { Facts } from '../pieces/facts.tsx'
import { useFormats } from '../words/formats.ts'

/** Who changed the plan of a programme, and how. */
export function PlanChanges({ programme }: { programme: Programme }) {
  const { t } = useTranslation('cases')
  const { data: changes = [] } = usePlanChanges(programme.id)
  if (changes.length === 0) return <p className="quiet">{t('plan.noChanges')}</p>
  return (
    <ul className="lines">
      {changes.map((change) => (
        <Change key={change.at + change.action} change={change} currency={programme.currency} />
      ))}
    </ul>
  )
}

function Change({ change: { action, at, by, goal, costs }, currency }: { change: PlanChange; currency: string }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const amount = (minor: string | null) => (minor === null ? '–' : formats.money({ minor, currency }))
  const words =
    action === 'cases.set-costs'
      ? costs.map(({ item, before, after }) => `${t(`items.${item}`)}: ${amount(before)} → ${amount(after)}`).join('; ')
      : t(action === 'cases.set-goal' ? 'plan.wasSet' : 'plan.wasRemoved', {
          goal: goal ? wordsIn(goal, formats.language) : '',
        })
  return (
    <li className="stack tight">
      <span>{words || t('plan.costsSame')}</span>
      <span className="quiet small">
        <Facts of={[by, formats.ago(at)]} />
      </span>
    </li>
  )
}
