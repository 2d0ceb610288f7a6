import { useTranslation } from 'react-i18next'
import { issueYearlyReceipts } from '../api/gifts.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import { say } from '../pieces/said.tsx'

/** Issues the receipts of those who wished one for the whole year; the year before this one is offered. */
export function YearlyReceipts() {
  const { t } = useTranslation()
  const issue = async (year: number) => say(t('receipts.yearlyDone', { count: await issueYearlyReceipts(year) }))
  return (
    <Confirm
      words={t('receipts.yearly')}
      size="xs"
      title={t('receipts.yearly')}
      act={t('receipts.yearlyAct')}
      send={(typed) => issue(Number(typed.text('year')))}
    >
      <p>{t('receipts.yearlyWords')}</p>
      <TextField
        name="year"
        inputMode="numeric"
        maxLength={4}
        label={t('receipts.year')}
        defaultValue={String(new Date().getFullYear() - 1)}
      />
    </Confirm>
  )
}
