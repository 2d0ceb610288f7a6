import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../src/platform/money.ts'
import type { Programme } from '../api/cases.ts'
import { setCosts, type UsualCost } from '../api/plans.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { AmountField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { minorIn } from '../pieces/minor-in.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { needItems } from './case-needs.tsx'
import styles from './goals.module.css'

/** What the needs of a programme usually cost: they fill in what a colleague adds to a case. */
export function UsualCosts({ programme, costs }: { programme: Programme; costs: readonly UsualCost[] }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const may = useMay()
  const { currency } = programme
  return (
    <Section
      title={t('plan.costs')}
      lead={t('plan.costsLead')}
      acts={may('cases.change') && <ChangeCosts programme={programme} costs={costs} />}
    >
      {costs.length === 0 && <p className="quiet">{t('plan.noCosts')}</p>}
      {costs.length > 0 && (
        <div className="lines">
          {costs.map(({ item, amountMinor }) => (
            <div key={item} className="bar spread">
              <span className="begins">{t(`items.${item}`)}</span>
              <span className="figure">{formats.money({ minor: amountMinor, currency })}</span>
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}

function ChangeCosts({ programme: { id, currency }, costs }: { programme: Programme; costs: readonly UsualCost[] }) {
  const { t } = useTranslation('cases')
  const usual = (item: string) => costs.find((cost) => cost.item === item)
  const decimal = (item: string) => {
    const cost = usual(item)
    return cost ? toDecimal({ minor: BigInt(cost.amountMinor), currency }) : ''
  }
  const change = (typed: Typed) =>
    setCosts(
      id,
      needItems
        .filter((item) => typed.text(item) !== '')
        .map((item) => ({ item, amountMinor: minorIn(typed, item, currency) })),
    )
  return (
    <Confirm
      words={t('plan.changeCosts')}
      size="xs"
      title={t('plan.changeCosts')}
      act={t('plan.saveCosts')}
      send={change}
    >
      <p className="quiet">{t('plan.costsEmpty')}</p>
      <div className={styles.costs}>
        {needItems.map((item) => (
          <AmountField
            key={item}
            name={item}
            currency={currency}
            label={<span className="begins">{t(`items.${item}`)}</span>}
            defaultValue={decimal(item)}
          />
        ))}
      </div>
    </Confirm>
  )
}
