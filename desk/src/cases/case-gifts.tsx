import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'

/** Whose gifts are part of what this case costs. */
export function GiftsOfCase({ found: { gifts } }: { found: CaseDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  return (
    <Section title={t('cases.gifts')} lead={gifts.length > 0 ? t('cases.giftsLead') : undefined}>
      {gifts.length === 0 && <p className="quiet">{t('cases.noGifts')}</p>}
      {gifts.map(({ giftId, donorName, share, firstAt }) => (
        <div key={giftId} className="bar spread">
          <span>
            <Link to="/gifts/$giftId" params={{ giftId }} className="row-link">
              {donorName}
            </Link>
            <span className="quiet small"> · {formats.ago(firstAt)}</span>
          </span>
          <span className="figure">{formats.money(share)}</span>
        </div>
      ))}
    </Section>
  )
}
