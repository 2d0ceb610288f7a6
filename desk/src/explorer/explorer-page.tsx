import { SegmentedControl } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { titleOf, useCampaign } from '../api/campaigns.ts'
import { useCase } from '../api/cases.ts'
import { useGift } from '../api/gifts.ts'
import { type Looked, type Side, sides, useReach } from '../api/reach.ts'
import { ComingPage, Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'
import { Division } from './division.tsx'
import { PayingGifts } from './paying-gifts.tsx'
import { ReachedCases } from './reached-cases.tsx'

/** Gifts and cases seen from each other, with money as widths: from a gift forward, from a case back, from a campaign both. */
export function ExplorerPage() {
  const { t } = useTranslation('cases')
  const params = useParams({ strict: false })
  const looked: Looked = { side: sides.find((side) => side === params.side) ?? 'campaign', id: params.id ?? '' }
  const { stage, view } = useSearch({ from: '/frame/explore/$side/$id' })
  const navigate = useNavigate()
  const { data: reach, error, refetch } = useReach(looked)
  const title = useTitle(looked)
  const back = backOf(looked)
  if (error) {
    return (
      <Page title={t('explore.title')} back={{ ...back, words: t('explore.back') }}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!reach) return <ComingPage />
  const look = (search: { stage?: typeof stage; view?: typeof view }) =>
    void navigate({ to: '/explore/$side/$id', params: looked, search, replace: true })
  const asTable = view === 'table'
  return (
    <Page
      title={title}
      lead={t(`explore.leads.${looked.side}`)}
      back={{ ...back, words: t('explore.back') }}
      acts={
        <SegmentedControl
          aria-label={t('explore.view')}
          value={asTable ? 'table' : 'widths'}
          onChange={(value) => look({ stage, view: value === 'table' ? 'table' : undefined })}
          data={[
            { value: 'widths', label: t('explore.widths') },
            { value: 'table', label: t('explore.table') },
          ]}
        />
      }
    >
      <Division reach={reach} side={looked.side} stage={stage} choose={(next) => look({ stage: next, view })} />
      <div className={asTable ? 'stack' : 'columns'}>
        {looked.side !== 'case' && (
          <ReachedCases key={stage ?? ''} looked={looked} whole={reach.whole.minor} stage={stage} asTable={asTable} />
        )}
        {looked.side !== 'gift' && <PayingGifts looked={looked} whole={reach.whole.minor} asTable={asTable} />}
      </div>
    </Page>
  )
}

/** What is looked at, by the name it has on its own page. */
function useTitle({ side, id }: Looked): string {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const nameOf = useNameOf()
  const asked = (one: Side) => (side === one ? id : '')
  const { data: gift } = useGift(asked('gift'))
  const { data: found } = useCase(asked('case'))
  const { data: campaign } = useCampaign(asked('campaign'))
  if (gift) return t('desk:gifts.title', { amount: formats.money(gift.amount), donor: nameOf(gift.donorName) })
  if (found) return found.pseudonym
  return campaign ? titleOf(campaign, formats.language) : t('explore.title')
}

function backOf({ side, id }: Looked): { to: string } {
  const rooms = { gift: '/gifts', case: '/cases', campaign: '/campaigns' } as const
  return { to: `${rooms[side]}/${id}` }
}
