import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetail } from '../api/cases.ts'
import { Section } from '../pieces/page.tsx'
import { type Piece, Widths } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import { AllocationWhy } from './allocation-why.tsx'

/** How many gifts are listed before one asks for all of them. */
const firstLines = 12

/** Whose gifts are part of what this case costs, as widths of the whole cost; each leads to its gift. */
export function GiftsOfCase({ found }: { found: CaseDetail }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const nameOf = useNameOf()
  const [isWhole, showAll] = useState(false)
  const { pseudonym, gifts, needed, open } = found
  const { currency } = needed
  const given = gifts.reduce((sum, { share }) => sum + BigInt(share.minor), 0n)
  // An ended case needs nothing more than what was given to it.
  const whole = given > BigInt(needed.minor) ? given.toString() : needed.minor
  const pieces = gifts.map(
    ({ giftId, donorName, share, firstAt }): Piece => ({
      key: giftId,
      minor: share.minor,
      kind: 'given',
      words: (
        <>
          <Link to="/gifts/$giftId" params={{ giftId }} className="row-link">
            {nameOf(donorName)}
          </Link>
          <span className="quiet small"> · {formats.ago(firstAt)}</span>
        </>
      ),
      end: formats.money(share),
    }),
  )
  const waiting: Piece[] =
    open.minor === '0'
      ? []
      : [{ key: 'open', minor: open.minor, kind: 'open', words: t('cases.stillOpen'), end: formats.money(open) }]
  const label = t('cases.gifts', { name: pseudonym })
  return (
    <Section
      title={label}
      lead={
        gifts.length === 0
          ? undefined
          : given === 0n
            ? t('cases.giftsGone')
            : t('cases.giftsLead', {
                given: formats.money({ minor: given.toString(), currency }),
                whole: formats.money({ minor: whole, currency }),
              })
      }
    >
      {gifts.length === 0 && <p className="quiet">{t('cases.noGifts')}</p>}
      {gifts.length > 0 && (
        <Widths whole={whole} label={label} pieces={[...pieces, ...waiting]} lines={isWhole ? undefined : firstLines} />
      )}
      {!isWhole && pieces.length > firstLines && (
        <Button variant="subtle" size="xs" onClick={() => showAll(true)}>
          {t('cases.allGifts', { count: pieces.length })}
        </Button>
      )}
      {gifts.length > 0 && (
        <Link to="/explore/$side/$id" params={{ side: 'case', id: found.id }} search={{}} className="small">
          {t('cases:explore.follow')}
        </Link>
      )}
      {gifts.length > 0 && <AllocationWhy caseId={found.id} whole={whole} />}
    </Section>
  )
}
