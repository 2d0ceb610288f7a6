import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DifferenceSubject, KeptDifference } from '../api/books.ts'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { useMay } from '../api/session.ts'
import { useFormats } from '../words/formats.ts'

/** What a difference is about, and the way to its page; its bare number only where no page shows it. */
export function Subject({ of: { about, subjectId } }: { of: Pick<KeptDifference, 'about' | 'subjectId'> }) {
  const { t, i18n } = useTranslation()
  if (about) return <Page of={about} />
  if (subjectId === null) return null
  const sum = `books.about.sums.${subjectId}`
  return i18n.exists(sum) ? t(sum) : t('books.about.lost', { id: subjectId })
}

function Page({ of: { kind, pageId, name, amount, givenOn } }: { of: DifferenceSubject }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { items: campaigns } = useCampaigns()
  const campaign = campaigns?.find(({ id }) => id === pageId)
  if (kind === 'campaign')
    return <Way kind={kind} id={pageId} words={campaign && titleOf(campaign, formats.language)} />
  const given = amount && givenOn && { amount: formats.money(amount), day: formats.day(givenOn) }
  return <Way kind={kind} id={pageId} words={t(`books.about.${kind}`, { name, ...given })} />
}

function Way({ kind, id, words }: { kind: DifferenceSubject['kind']; id: string | null; words: ReactNode }) {
  const may = useMay()
  if (id === null || !may(permissions[kind])) return words
  if (kind === 'case') {
    return (
      <Link to="/cases/$caseId" params={{ caseId: id }}>
        {words}
      </Link>
    )
  }
  if (kind === 'person') {
    return (
      <Link to="/people/$personId" params={{ personId: id }}>
        {words}
      </Link>
    )
  }
  if (kind === 'campaign') {
    return (
      <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
        {words}
      </Link>
    )
  }
  return (
    <Link to="/gifts/$giftId" params={{ giftId: id }}>
      {words}
    </Link>
  )
}

const permissions = {
  ...{ gift: 'gifts.read', receipt: 'gifts.read', payment: 'gifts.read' },
  ...{ case: 'cases.read', campaign: 'campaigns.read', person: 'people.read' },
} as const
