import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Programme } from '../api/cases.ts'
import { type Goal, goalSources, setGoal, typeActual } from '../api/plans.ts'
import { requiredProblem } from '../api/problem.ts'
import { today } from '../gifts/today.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField, ChoiceField, DayField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { useFormats } from '../words/formats.ts'

/** Sets a goal: in the words of the language on screen, with a number to reach and where its count comes from. */
export function SetGoal({ programme: { id, currency } }: { programme: Programme }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const [source, choose] = useState<string>('treated')
  const set = (typed: Typed) =>
    setGoal(id, {
      name: { [formats.language]: needed(typed, 'name') },
      unit: { [formats.language]: source === 'spent' ? currency : needed(typed, 'unit') },
      source,
      target: source === 'spent' ? minorIn(typed, 'target', currency) : needed(typed, 'target'),
      dueOn: typed.text('dueOn') || null,
    })
  return (
    <Confirm words={t('plan.setGoal')} size="xs" title={t('plan.setGoal')} act={t('plan.setGoal')} send={set}>
      <TextField name="name" label={t('plan.name')} description={t('plan.nameHint')} maxLength={120} />
      <ChoiceField
        name="source"
        label={t('plan.source')}
        description={t('plan.sourceHint')}
        value={source}
        onChange={(value) => choose(value ?? source)}
        data={goalSources.map((one) => ({ value: one, label: t(`plan.sources.${one}`) }))}
      />
      {source === 'spent' ? (
        <AmountField name="target" currency={currency} label={t('plan.target')} />
      ) : (
        <>
          <TextField name="target" label={t('plan.target')} inputMode="numeric" />
          <TextField name="unit" label={t('plan.unit')} description={t('plan.unitHint')} maxLength={120} />
        </>
      )}
      <DayField name="dueOn" label={t('plan.due')} />
    </Confirm>
  )
}

/** Notes what was counted by hand for a period. */
export function TypeActual({ goal, title }: { goal: Goal; title: string }) {
  const { t } = useTranslation('cases')
  const type = (typed: Typed) =>
    typeActual(goal.id, {
      from: needed(typed, 'from'),
      to: needed(typed, 'to'),
      value: needed(typed, 'value'),
      note: typed.text('note') || undefined,
    })
  return (
    <Confirm words={t('plan.count')} size="compact-xs" title={title} act={t('plan.count')} send={type}>
      <p className="quiet">{t('plan.countWords')}</p>
      <DayField name="from" label={t('plan.from')} />
      <DayField name="to" label={t('plan.to')} defaultValue={today()} />
      <TextField name="value" label={t('plan.value')} inputMode="numeric" />
      <TextField name="note" label={t('plan.note')} maxLength={500} />
    </Confirm>
  )
}

function needed(typed: Typed, field: string): string {
  const text = typed.text(field)
  if (text === '') throw requiredProblem(field)
  return text
}
