import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../../src/platform/languages.ts'
import type { AudienceFilter } from '../api/broadcasts.ts'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { useCase, useCases } from '../api/cases.ts'
import { usePeople, useTags } from '../api/people.ts'
import { useSegment, useSegments } from '../api/segments.ts'
import { useFormats } from '../words/formats.ts'
import { languageNames } from '../words/names.ts'

interface FilterProps {
  filter: AudienceFilter
  change: (filter: AudienceFilter) => void
  remove: (() => void) | undefined
  /** Part of a segment: of other segments it knows nothing. */
  isSegment: boolean
}

const ownKinds = ['reachable', 'gave', 'tagged', 'moved', 'people'] as const
const kinds = ['segment', ...ownKinds] as const

/** One description of some people: who, and what narrows them. */
export function FilterFields({ filter, change, remove, isSegment }: FilterProps) {
  const { t } = useTranslation()
  const choose = (kind: string | null) => {
    if (kind === 'reachable' || kind === 'gave') change({ kind })
    if (kind === 'tagged') change({ kind, tags: [] })
    if (kind === 'moved') change({ kind, caseId: '' })
    if (kind === 'people') change({ kind, personIds: [] })
    if (kind === 'segment') change({ kind, segmentId: '' })
  }
  return (
    <div className="stack tight">
      <div className="fields">
        <Select
          label={t('broadcasts.who')}
          allowDeselect={false}
          value={filter.kind}
          onChange={choose}
          data={(isSegment ? ownKinds : kinds).map((kind) => ({ value: kind, label: t(`broadcasts.kinds.${kind}`) }))}
        />
        {filter.kind !== 'people' && filter.kind !== 'segment' && (
          <MultiSelect
            label={t('broadcasts.speaking')}
            placeholder={filter.languages?.length ? '' : t('broadcasts.anyLanguage')}
            value={filter.languages ?? []}
            onChange={(spoken) => {
              const { languages: _, ...rest } = filter
              change(spoken.length === 0 ? rest : { ...rest, languages: spoken.filter(isLanguage) })
            }}
            data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          />
        )}
      </div>
      {filter.kind === 'segment' && <SegmentField filter={filter} change={change} />}
      {filter.kind === 'gave' && <GaveFields filter={filter} change={change} />}
      {filter.kind === 'tagged' && <TagsField filter={filter} change={change} />}
      {filter.kind === 'moved' && <MovedField filter={filter} change={change} />}
      {filter.kind === 'people' && <PeopleField filter={filter} change={change} />}
      {remove && (
        <div>
          <Button variant="subtle" color="quiet" size="compact-xs" onClick={remove}>
            {t('broadcasts.removeFilter')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface Of<Kind> {
  filter: Extract<AudienceFilter, { kind: Kind }>
  change: (filter: AudienceFilter) => void
}

function SegmentField({ filter, change }: Of<'segment'>) {
  const { t } = useTranslation()
  const { items = [] } = useSegments(false)
  const { data: chosen } = useSegment(filter.segmentId)
  const options = new Map(items.map(({ id, name }) => [id, name]))
  if (chosen) options.set(chosen.id, chosen.name)
  return (
    <Select
      label={t('segments.one')}
      description={options.size === 0 ? t('segments.emptyWords') : t('segments.followed')}
      placeholder={t('segments.choose')}
      searchable
      allowDeselect={false}
      value={filter.segmentId === '' ? null : filter.segmentId}
      onChange={(segmentId) => segmentId && change({ kind: 'segment', segmentId })}
      data={[...options].map(([value, label]) => ({ value, label }))}
    />
  )
}

function GaveFields({ filter, change }: Of<'gave'>) {
  const { t } = useTranslation()
  const { language } = useFormats()
  const { items: campaigns = [] } = useCampaigns()
  const set = (name: 'campaignId' | 'from' | 'to', value: string | null) => {
    const { [name]: _, ...rest } = filter
    change(value ? { ...rest, [name]: value } : rest)
  }
  return (
    <div className="fields">
      <Select
        label={t('broadcasts.campaign')}
        placeholder={t('broadcasts.anyCampaign')}
        clearable
        clearButtonProps={{ 'aria-label': t('broadcasts.anyCampaign') }}
        value={filter.campaignId ?? null}
        onChange={(id) => set('campaignId', id)}
        data={campaigns.map((one) => ({ value: one.id, label: titleOf(one, language) }))}
      />
      <TextInput
        type="date"
        label={t('broadcasts.from')}
        value={filter.from ?? ''}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t('broadcasts.to')}
        value={filter.to ?? ''}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
    </div>
  )
}

function TagsField({ filter, change }: Of<'tagged'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useTags()
  const options = new Map(data?.items.map(({ tag, people }) => [tag, `${tag} (${formats.number(people)})`]))
  // What nobody bears any more still stands in the draft.
  for (const tag of filter.tags) if (!options.has(tag)) options.set(tag, tag)
  return (
    <MultiSelect
      label={t('broadcasts.tags')}
      description={options.size === 0 ? t('broadcasts.noTags') : t('broadcasts.tagsHint')}
      placeholder={filter.tags.length > 0 ? '' : t('broadcasts.findTags')}
      searchable
      value={filter.tags}
      onChange={(tags) => change({ ...filter, tags })}
      data={[...options].map(([value, label]) => ({ value, label }))}
    />
  )
}

function MovedField({ filter, change }: Of<'moved'>) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query, 250)
  const { items: found = [] } = useCases({ query: settled || undefined }, 20)
  const { data: chosen } = useCase(filter.caseId)
  const options = new Map(found.map((one) => [one.id, one.pseudonym]))
  if (chosen) options.set(chosen.id, chosen.pseudonym)
  return (
    <Select
      label={t('broadcasts.movedFrom')}
      description={t('broadcasts.movedHint')}
      placeholder={t('broadcasts.findCase')}
      searchable
      allowDeselect={false}
      searchValue={query}
      onSearchChange={setQuery}
      value={filter.caseId === '' ? null : filter.caseId}
      onChange={(caseId) => caseId && change({ ...filter, caseId })}
      data={[...options].map(([value, label]) => ({ value, label }))}
    />
  )
}

function PeopleField({ filter, change }: Of<'people'>) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query, 250)
  const { items: found = [] } = usePeople(settled)
  const [known, keep] = useState<Record<string, string>>({})
  const options = { ...known, ...Object.fromEntries(found.map((one) => [one.id, one.displayName])) }
  return (
    <MultiSelect
      label={t('broadcasts.people')}
      placeholder={t('broadcasts.findPeople')}
      searchable
      searchValue={query}
      onSearchChange={setQuery}
      value={filter.personIds}
      onChange={(personIds) => {
        keep(options)
        change({ kind: 'people', personIds })
      }}
      data={[...new Set([...filter.personIds, ...found.map((one) => one.id)])].map((id) => ({
        value: id,
        label: options[id] ?? t('broadcasts.somebody'),
      }))}
    />
  )
}
