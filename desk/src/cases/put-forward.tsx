import { useTranslation } from 'react-i18next'
import { putForward, ranks, useUrgency } from '../api/allocations.ts'
import { type CaseDetail, endStages } from '../api/cases.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField } from '../pieces/fields.tsx'

/** Puts a case before others, or back in turn; says what follows from it: its place in the line, and a choice on the gift form. */
export function PutForward({ found }: { found: CaseDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: rank } = useUrgency(found.id)
  if (!may('cases.change') || rank === undefined || endStages.some((stage) => stage === found.stage)) return null
  return (
    <Confirm
      words={t(rank === 0 ? 'cases.forward.act' : `cases.forward.is.${rank}`)}
      title={t('cases.forward.title', { name: found.pseudonym })}
      act={t('acts.save')}
      send={(typed) => putForward(found.id, Number(typed.text('rank')))}
    >
      <p>{t('cases.forward.words')}</p>
      <ChoiceField
        name="rank"
        label={t('cases.forward.rank')}
        defaultValue={String(rank)}
        allowDeselect={false}
        data={ranks.map((each) => ({ value: String(each), label: t(`cases.forward.ranks.${each}`) }))}
      />
    </Confirm>
  )
}
