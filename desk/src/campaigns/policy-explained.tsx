import { useTranslation } from 'react-i18next'
import { type Campaign, useFunds } from '../api/campaigns.ts'
import { minorIn } from '../pieces/minor-in.ts'
import { useFormats } from '../words/formats.ts'

interface ExplainedProps {
  policy: string
  currency: string
}

/** What a rule does, in plain words, and what it would do with a few gifts: amounts are of an example. */
export function PolicyExplained({ policy, currency }: ExplainedProps) {
  const { t } = useTranslation('cases')
  const example = useExample(currency)
  return (
    <div className="stack tight small" aria-live="polite">
      <p>{t(`policies.${policy}.words`)}</p>
      <p className="quiet">{t(`policies.${policy}.example`, example)}</p>
    </div>
  )
}

/** What becomes of a gift that is larger than the room left under the cap; `sibling` is the campaign that takes the rest. */
export function CapExplained({ sibling, currency }: { sibling: string | undefined; currency: string }) {
  const { t } = useTranslation('cases')
  const example = useExample(currency)
  return (
    <p className="quiet small" aria-live="polite">
      {sibling ? t('policies.cap.overflow', { ...example, sibling }) : t('policies.cap.stop', example)}
    </p>
  )
}

/** What no rule and no member can do: pay for another purpose. */
export function PurposeExplained({ fund }: { fund: Campaign['fund'] }) {
  const { t } = useTranslation('cases')
  const { data: funds } = useFunds()
  const name = funds?.find(({ fundId }) => fundId === fund.id)?.name ?? fund.code
  return (
    <div className="stack tight small">
      <p>{t('policies.purpose', { fund: name })}</p>
      <p className="quiet">{t('policies.named')}</p>
    </div>
  )
}

/** Amounts of an example, `n100` being a hundred of the currency. */
function useExample(currency: string): Record<string, string> {
  const formats = useFormats()
  const amounts = ['100', '200', '300', '400', '500', '600', '700', '800', '900', '1000']
  return Object.fromEntries(
    amounts.map((amount) => [
      `n${amount}`,
      formats.money({ minor: minorIn({ text: () => amount }, 'example', currency), currency }),
    ]),
  )
}
