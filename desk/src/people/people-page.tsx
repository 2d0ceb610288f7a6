import { Button, Select, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFileImport, IconSearch, IconTag, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
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

/** Everybody we talk to, found by a part of the name, e-mail or phone. */
export function PeoplePage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { query = '', tag } = useSearch({ from: '/frame/people' })
  const list = usePeople(query, tag)
  const isNarrowed = query !== '' || tag !== undefined
  const find = useDebouncedCallback((typed: string) => {
    void navigate({ to: '/people', search: { query: typed || undefined, tag }, replace: true })
  }, 200)
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
    <Page title={t('nav.people')} acts={(isNarrowed || list.items?.length !== 0) && importButton}>
      <div className={styles.sought}>
        <TextInput
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          defaultValue={query}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <TagChoice tag={tag} query={query} />
      </div>
      {!isNarrowed && <ErasureQueue />}
      {!isNarrowed && <SuggestionQueue />}
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
        row={(person) => <PersonRow key={person.id} person={person} />}
      />
    </Page>
  )
}

/** Only who bears one tag; nothing where nobody bears any. */
function TagChoice({ tag, query }: { tag: string | undefined; query: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
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
      onChange={(chosen) =>
        void navigate({ to: '/people', search: { query: query || undefined, tag: chosen ?? undefined }, replace: true })
      }
      data={[...options].map(([value, label]) => ({ value, label }))}
    />
  )
}

function PersonRow({ person: { id, displayName, email, phone, language, donorSince } }: { person: PersonItem }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useNameOf()
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <Link to="/people/$personId" params={{ personId: id }} className="row-link">
          {nameOf(displayName)}
        </Link>
      </Table.Td>
      <Table.Td>{email ?? phone ?? <span className="quiet">{t('people.onlyChat')}</span>}</Table.Td>
      <Table.Td className="unbroken">{languageName(language)}</Table.Td>
      <Table.Td className="figure" {...(donorSince ? { 'data-label': t('people.since') } : {})}>
        {donorSince ? formats.day(donorSince) : <span className="quiet">{t('people.prospect')}</span>}
      </Table.Td>
    </Table.Tr>
  )
}
