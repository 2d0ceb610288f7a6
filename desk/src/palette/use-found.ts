import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CaseItem } from '../api/cases.ts'
import { type Page, read } from '../api/client.ts'
import type { Conversation } from '../api/conversations.ts'
import type { Gift } from '../api/gifts.ts'
import type { PersonItem } from '../api/people.ts'
import { useMay } from '../api/session.ts'
import { type Formats, useFormats } from '../words/formats.ts'
import type { Entry } from './entry.ts'

/** So many of each kind; whoever wants more opens the list itself. */
const limit = 5

/** What the lists of the API find for the words typed, by kind; what a member may not read is not asked for. */
export function useFound(query: string) {
  const { t, i18n } = useTranslation(['desk', 'cases'])
  const may = useMay()
  const formats = useFormats()
  const ask = async <Item>(permission: string, path: string, entryOf: (item: Item) => Entry) => {
    if (!may(permission)) return []
    const { items } = await read<Page<Item>>(path, { query, limit })
    return items.map(entryOf)
  }
  return useQuery({
    queryKey: ['palette', query, i18n.language],
    queryFn: () =>
      Promise.all([
        ask('people.read', '/api/people', personEntry),
        ask('gifts.read', '/api/gifts', (gift: Gift) => giftEntry(gift, formats)),
        ask('cases.read', '/api/cases', (one: CaseItem) => caseEntry(one, t(`cases:stages.${one.stage}`))),
        ask('conversations.read', '/api/conversations', talkEntry),
      ]),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  })
}

function personEntry({ id, displayName, email, phone }: PersonItem): Entry {
  return { kind: 'person', to: `/people/${id}`, title: displayName, detail: email ?? phone ?? undefined }
}

function giftEntry({ id, donorName, amount, givenOn, publicReference }: Gift, formats: Formats): Entry {
  const detail = `${formats.day(givenOn)} · ${publicReference}`
  return { kind: 'gift', to: `/gifts/${id}`, title: `${donorName} · ${formats.money(amount)}`, detail }
}

function caseEntry({ id, pseudonym, region }: CaseItem, stage: string): Entry {
  return { kind: 'case', to: `/cases/${id}`, title: pseudonym, detail: `${stage} · ${region}` }
}

function talkEntry({ id, personName, channelName, preview }: Conversation): Entry {
  const detail = [channelName, preview].filter(Boolean).join(' · ')
  return { kind: 'conversation', to: `/inbox/${id}`, title: personName, detail }
}
