import { Button, Table, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFileImport, IconSearch, IconUsers } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type PersonItem, usePeople } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName, useNameOf } from '../words/names.ts'
import { ErasureQueue } from './erase.tsx'
import { SuggestionQueue } from './suggestions.tsx'

/** Everybody we talk to, found by a part of the name, e-mail or phone. */
export function PeoplePage() {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { query = '' } = useSearch({ from: '/frame/people' })
  const list = usePeople(query)
  const find = useDebouncedCallback((typed: string) => {
    void navigate({ to: '/people', search: { query: typed || undefined }, replace: true })
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
    <Page title={t('nav.people')} acts={(query || list.items?.length !== 0) && importButton}>
      <TextInput
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        defaultValue={query}
        onChange={(event) => find(event.currentTarget.value)}
        maw={420}
      />
      {query === '' && <ErasureQueue />}
      {query === '' && <SuggestionQueue />}
      <ListFrame
        list={list}
        empty={
          query ? (
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
