import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Audience, AudienceFilter } from '../api/broadcasts.ts'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { useSegment } from '../api/segments.ts'
import { useFormats } from '../words/formats.ts'
import { languageName } from '../words/names.ts'

/** Whom an audience describes, group by group, and who is left out. */
export function AudienceWords({ audience: { anyOf, butNot } }: { audience: Audience }) {
  const { t } = useTranslation()
  return (
    <>
      {anyOf.map((group, place) => (
        <div key={['in', place].join()}>
          {place > 0 && <span className="quiet">{t('broadcasts.groupOr')} </span>}
          <GroupWords group={group} />
        </div>
      ))}
      {butNot.map((group, place) => (
        <div key={['out', place].join()}>
          <span className="quiet">{t(place === 0 ? 'broadcasts.butNot' : 'broadcasts.norThese')} </span>
          <GroupWords group={group} />
        </div>
      ))}
    </>
  )
}

function GroupWords({ group }: { group: AudienceFilter[] }) {
  const { t } = useTranslation()
  return group.map((filter, place) => (
    <Fragment key={[place].join()}>
      {place > 0 && <span className="quiet"> {t('broadcasts.and')} </span>}
      <FilterWords filter={filter} />
    </Fragment>
  ))
}

function FilterWords({ filter }: { filter: AudienceFilter }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items: campaigns = [] } = useCampaigns()
  if (filter.kind === 'segment') return <SegmentName filter={filter} />
  if (filter.kind === 'people') {
    const count = filter.personIds.length
    return t('broadcasts.named', { count, shown: formats.number(count) })
  }
  const parts = [t(`broadcasts.kinds.${filter.kind}`)]
  if (filter.kind === 'tagged') parts.push(filter.tags.join(', '))
  if (filter.kind === 'gave') {
    const campaign = campaigns.find(({ id }) => id === filter.campaignId)
    if (campaign) parts.push(titleOf(campaign, formats.language))
    if (filter.from) parts.push(`${t('broadcasts.from')} ${formats.day(filter.from)}`)
    if (filter.to) parts.push(`${t('broadcasts.to')} ${formats.day(filter.to)}`)
  }
  return [...parts, ...(filter.languages ?? []).map(languageName)].join(' · ')
}

/** A segment by its name; of one that was handed in, also what it said then. */
function SegmentName({ filter }: { filter: Extract<AudienceFilter, { kind: 'segment' }> }) {
  const { t } = useTranslation()
  const { data } = useSegment(filter.fixed ? '' : filter.segmentId)
  const name = filter.fixed?.name ?? data?.name ?? '…'
  if (!filter.fixed) return t('segments.named', { name })
  return (
    <>
      {t('segments.named', { name })}
      <div className="stack tight small" style={{ paddingInlineStart: 16 }}>
        <AudienceWords audience={filter.fixed.audience} />
      </div>
    </>
  )
}
