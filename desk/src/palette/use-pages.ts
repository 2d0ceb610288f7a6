import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { mayEnter, places } from '../frame/places.ts'
import type { Entry } from './entry.ts'

/** Pages that stand in no menu, by the words they are titled with. */
const further = [
  { to: '/people/tags', words: 'people.tags', permission: 'people.read' },
  { to: '/gifts/new', words: 'gifts.record', permission: 'gifts.confirm' },
  { to: '/gifts/transfers', words: 'gifts.transfers', permission: 'gifts.read' },
  { to: '/gifts/mandates', words: 'mandates.title', permission: 'mandates.file' },
  { to: '/gifts/exceptions', words: 'exceptions.title', permission: 'gifts.read' },
  { to: '/campaigns/new', words: 'campaigns.create', permission: 'campaigns.change' },
  { to: '/broadcasts/new', words: 'broadcasts.create', permission: 'broadcasts.write' },
  { to: '/broadcasts/segments', words: 'segments.title', permission: 'broadcasts.read' },
  { to: '/inbox/unknown', words: 'unknowns.title', permission: 'conversations.read' },
  { to: '/inbox/saved-replies', words: 'savedReplies.title', permission: 'conversations.read' },
  { to: '/connections/channel', words: 'connections.addChannel', permission: 'channels.change' },
  { to: '/connections/payments', words: 'connections.addPayments', permission: 'payments.change' },
  { to: '/account', words: 'nav.account', permission: undefined },
] as const

/** Every page this member may open. */
export function usePages(): Entry[] {
  const { t } = useTranslation()
  const may = useMay()
  const listed = places.map(({ to, key, permission }) => ({ to, title: t(`nav.${key}`), permission }))
  const others = further.map(({ to, words, permission }) => ({ to, title: t(words), permission }))
  return [...listed, ...others]
    .filter(({ permission }) => mayEnter(may, permission))
    .map(({ to, title }) => ({ kind: 'page', to, title }))
}
