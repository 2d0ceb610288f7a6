import { Alert } from '@mantine/core'
import { IconInfoCircle, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { acceptSuggestion, dismissSuggestion, type Person, type Suggestion, useSuggestions } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Facts } from '../pieces/facts.tsx'
import { Section } from '../pieces/page.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { Compared } from './compared.tsx'

/** Pairs of records that may be of one person, for whoever may settle them; nothing when there are none. */
export function SuggestionQueue() {
  const { t } = useTranslation()
  const may = useMay()
  const { items = [] } = useSuggestions()
  if (items.length === 0 || !may('people.change')) return null
  return (
    <Section title={t('people.same.queue', { count: items.length })} lead={t('people.same.lead')}>
      <div className="lines">
        {items.map((pair) => (
          <Pair key={pair.person.id + pair.other.id} pair={pair} />
        ))}
      </div>
    </Section>
  )
}

/** The same on the page of one of the two. */
export function SuggestionsOf({ person }: { person: Person }) {
  const { t } = useTranslation()
  const { suggestions, id, displayName, email, phone, donorSince, createdAt, identities } = person
  if (suggestions.length === 0) return null
  const here = { id, displayName, email, phone, donorSince, createdAt, hasChat: identities.length > 0 }
  return (
    <Section title={t('people.same.title')} lead={t('people.same.lead')}>
      <div className="lines">
        {suggestions.map(({ personId, isKept, matchedBy, suggestedAt, ...there }) => {
          const other = { ...there, id: personId }
          const pair = isKept ? { person: here, other } : { person: other, other: here }
          return <Pair key={personId} pair={{ ...pair, matchedBy, suggestedAt }} />
        })}
      </div>
    </Section>
  )
}

/** Where a record went that was joined to another. */
export function Joined({ into }: { into: string }) {
  const { t } = useTranslation()
  return (
    <Alert variant="light" color="quiet" icon={<IconInfoCircle aria-hidden />} title={t('people.same.joined')}>
      <Link to="/people/$personId" params={{ personId: into }}>
        {t('people.same.toOther')}
      </Link>
    </Alert>
  )
}

function Pair({ pair }: { pair: Suggestion }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { person, other, matchedBy, suggestedAt } = pair
  const address = matchedBy === 'code' ? '' : (person[matchedBy] ?? other[matchedBy] ?? '')
  return (
    <div className="bar spread">
      <span>
        <Link to="/people/$personId" params={{ personId: other.id }} className="row-link">
          {other.displayName}
        </Link>
        <span className="quiet small" style={{ display: 'block' }}>
          <Facts of={[t(`people.same.matchedBy.${matchedBy}`, { address }), formats.ago(suggestedAt)]} />
        </span>
      </span>
      {may('people.change') && (
        <span className="bar">
          <Accept pair={pair} />
          <Dismiss pair={pair} />
        </span>
      )}
    </div>
  )
}

function Accept({ pair }: { pair: Suggestion }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const join = async () => {
    const personId = await acceptSuggestion(pair)
    say(t('people.same.accepted'))
    await navigate({ to: '/people/$personId', params: { personId } })
  }
  return (
    <Confirm
      words={t('people.same.compare')}
      size="xs"
      leftSection={<IconUsers size={14} aria-hidden />}
      title={t('people.same.ask')}
      act={t('people.same.accept')}
      send={join}
    >
      <Compared pair={pair} />
      <p className="quiet small">{t('people.same.acceptWords')}</p>
    </Confirm>
  )
}

function Dismiss({ pair }: { pair: Suggestion }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t('people.same.dismiss')}
      size="xs"
      variant="subtle"
      title={t('people.same.dismissTitle')}
      act={t('people.same.dismiss')}
      send={() => dismissSuggestion(pair)}
    >
      <p>{t('people.same.dismissWords')}</p>
    </Confirm>
  )
}
