import { useTranslation } from 'react-i18next'
import { type CaseDetail, endStages, eraseCase } from '../api/cases.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'

/** The button to forget who was helped, with what goes and what stays; only of a case that has ended. */
export function EraseCase({ found }: { found: CaseDetail }) {
  const { t } = useTranslation('cases')
  const may = useMay()
  if (!may('people.erase') || !endStages.some((stage) => stage === found.stage)) return null
  return (
    <Confirm
      words={t('erase.open')}
      variant="subtle"
      danger
      title={t('erase.title', { name: found.pseudonym })}
      act={t('erase.act')}
      send={() => eraseCase(found.id)}
    >
      <p>{t('erase.goes')}</p>
      <p className="quiet">{t('erase.stays')}</p>
      <p>{t('erase.forGood')}</p>
    </Confirm>
  )
}
