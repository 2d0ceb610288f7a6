import { Button, Checkbox, Select, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFileImport, IconSearch, IconTag, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PersonItem, usePeople, useTags } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName, useNameOf } from '../words/names.ts'
import { ErasureQueue } from './erase.tsx'
import styles from './people.module.css'
import { SuggestionQueue } from './suggestions.tsx'
import { TagMany } from './tag-many.tsx'
import { TagRunView } from './tag-run.tsx'

/** Everybody we talk to, found by a part of the name, e-mail or phone. */
export function PeoplePage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { query = '', tag, run } = useSearch({ from: '/frame/people' })
  const list = usePeople(query, tag)
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const mayTag = may('people.change')
  const isNarrowed = query !== '' || tag !== undefined
  const find = useDebouncedCallback((typed: string) => {
    choose(new Set())
    void navigate({ to: '/people', search: { query: typed || undefined, tag, run }, replace: true })
  }, 200)
  const showRun = (id: string | undefined) => {
    choose(new Set())
    void navigate({ to: '/people', search: { query: query || undefined, tag, run: id }, replace: true })
  }
  const toggle = (id: string) => choose(chosen.has(id) ? without(chosen, id) : new Set([...chosen, id]))
  const importButton = may('people.import') && (
    <Button
      variant="default"
      leftSection={<IconFileImport size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/imports/$kind" params={{ kind: 'people' }} {...props} />}
    >
      {t('people.import')}
    </Button>
  )
  return (
    <Page
      title={t('nav.people')}
      acts={
        (isNarrowed || list.items?.length !== 0) && (
          <>
            <TagsButton />
            {importButton}
          </>
        )
      }
    >
      <div className={styles.sought}>
        <TextInput
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={query}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <TagChoice
          tag={tag}
          choose={(wanted) => {
            choose(new Set())
            void navigate({ to: '/people', search: { query: query || undefined, tag: wanted, run }, replace: true })
          }}
        />
      </div>
      {!isNarrowed && <ErasureQueue />}
      {!isNarrowed && <SuggestionQueue />}
      {run !== undefined && <TagRunView key={run} id={run} close={() => showRun(undefined)} />}
      {mayTag && list.items !== undefined && list.items.length > 0 && (
        <TagMany shown={list.items} query={query} tag={tag} chosen={chosen} choose={choose} onStart={showRun} />
      )}
      <ListFrame
        list={list}
        empty={
          isNarrowed ? (
            <Empty icon={IconSearch} title={t('people.noneFound')} words={t('people.noneFoundWords')} />
          ) : (
            <Empty icon={IconUsers} title={t('people.emptyTitle')} words={t('people.emptyWords')}>
              {importButton}
            </Empty>
          )
        }
        head={[t('people.name'), t('people.contact'), t('people.language'), t('people.since')]}
        row={(person) => (
          <PersonRow
            key={person.id}
            person={person}
            choice={mayTag ? { isChosen: chosen.has(person.id), toggle: () => toggle(person.id) } : undefined}
          />
        )}
      />
    </Page>
  )
}

function without(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...chosen].filter((one) => one !== id))
}

/** To the words themselves. */
function TagsButton() {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      leftSection={<IconTag size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/people/tags" {...props} />}
    >
      {t('people.tags')}
    </Button>
  )
}

interface TagChoiceProps {
  tag: string | undefined
  choose: (tag: string | undefined) => void
}

/** Only who bears one tag; nothing where nobody bears any. */
function TagChoice({ tag, choose }: TagChoiceProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useTags()
  const options = new Map(data?.items.map((one) => [one.tag, `${one.tag} (${formats.number(one.people)})`]))
  if (tag !== undefined && !options.has(tag)) options.set(tag, tag)
  if (options.size === 0) return null
  return (
    <Select
      aria-label={t('people.withTag')}
      placeholder={t('people.withTag')}
      leftSection={<IconTag size={16} aria-hidden />}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('people.anyTag') }}
      value={tag ?? null}
      onChange={(wanted) => choose(wanted ?? undefined)}
      // Beside the page it would belong to no landmark.
      comboboxProps={{ withinPortal: false }}
      data={[...options].map(([value, label]) => ({ value, label }))}
    />
  )
}

interface PersonRowProps {
  person: PersonItem
  /** Whether they are chosen; undefined where nothing can be done with those chosen. */
  choice: { isChosen: boolean; toggle: () => void } | undefined
}

function PersonRow({ person: { id, displayName, email, phone, language, donorSince }, choice }: PersonRowProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNameOf()
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <span className={styles.named}>
          {choice && (
            <Checkbox
              aria-label={t('people.choose', { name: nameOf(displayName) })}
              checked={choice.isChosen}
              onChange={choice.toggle}
            />
          )}
          <Link to="/people/$personId" params={{ personId: id }} className="row-link">
            {nameOf(displayName)}
          </Link>
        </span>
      </Table.Td>
      <Table.Td>{email ?? phone ?? <span className="quiet">{t('people.onlyChat')}</span>}</Table.Td>
      <Table.Td className="unbroken">{languageName(language)}</Table.Td>
      <Table.Td className="figure" {...(donorSince ? { 'data-label': t('people.since') } : {})}>
        {donorSince ? formats.day(donorSince) : <span className="quiet">{t('people.prospect')}</span>}
      </Table.Td>
    </Table.Tr>
  )
}
