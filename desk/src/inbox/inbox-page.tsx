import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  assign,
  type Conversation,
  type InboxFilter,
  setState,
  useConversation,
  useConversations,
} from '../api/conversations.ts'
import { useMay, useSession } from '../api/session.ts'
import { attempt } from '../pieces/said.tsx'
import type { ComposerHandle } from './composer.tsx'
import { ConversationList } from './conversation-list.tsx'
import styles from './inbox.module.css'
import { type InboxAct, placeAfter } from './keyboard.ts'
import { KeyboardHelp } from './keyboard-help.tsx'
import { NothingOpen } from './nothing-open.tsx'
import { PersonPane } from './person-pane.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { useInboxKeys } from './use-inbox-keys.ts'

/** List, thread and person; on a phone one of them at a time. */
export function InboxPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { conversationId } = useParams({ strict: false })
  const filter = useSearch({ from: '/frame/inbox' })
  const list = useConversations(filter)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isPersonOpen, setPersonOpen] = useState(false)
  const composer = useRef<ComposerHandle>(null)
  const wanted = useRef<'reply' | 'note'>(undefined)
  const search = useRef<HTMLInputElement>(null)
  const act = useInboxActs(conversationId, filter, list.items ?? [])
  useInboxKeys((asked) => {
    if (asked === 'help') setHelpOpen(true)
    else if (asked === 'search') search.current?.focus()
    else if (asked === 'reply' || asked === 'note') {
      // A thread that is still being read has no place to write yet: what is typed meanwhile must not be taken for acts.
      if (composer.current) composer.current.focus(asked)
      else if (conversationId && may('conversations.reply')) wanted.current = asked
    } else if (!wanted.current || asked === 'leave') {
      wanted.current = undefined
      act(asked)
    }
  })
  useEffect(() => {
    document.title = `${t('nav.inbox')} · Riscontro`
  }, [t])
  const shown = isPersonOpen && conversationId ? 'person' : conversationId ? 'thread' : 'list'
  return (
    <div className={styles.inbox} data-shown={shown}>
      <h1 className={styles.unseen}>{t('nav.inbox')}</h1>
      <ConversationList
        list={list}
        filter={filter}
        openId={conversationId}
        search={search}
        onHelp={() => setHelpOpen(true)}
      />
      {conversationId ? (
        <>
          <ThreadPane
            key={conversationId}
            id={conversationId}
            composer={composer}
            wanted={wanted}
            onPerson={() => setPersonOpen(true)}
          />
          <PersonOf conversationId={conversationId} onBack={() => setPersonOpen(false)} />
        </>
      ) : (
        <NothingOpen />
      )}
      <KeyboardHelp opened={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}

function PersonOf({ conversationId, onBack }: { conversationId: string; onBack: () => void }) {
  const { data } = useConversation(conversationId)
  return data ? <PersonPane personId={data.personId} onBack={onBack} /> : <aside className={styles.person} />
}

/** What the keys for moving, assigning and resolving do. */
function useInboxActs(openId: string | undefined, filter: InboxFilter, items: readonly Conversation[]) {
  const ids = items.map(({ id }) => id)
  const current = useConversation(openId ?? '').data
  const { t } = useTranslation()
  const may = useMay()
  const { member } = useSession()
  const navigate = useNavigate()
  const open = (id: string | undefined) => {
    if (id) void navigate({ to: '/inbox/$conversationId', params: { conversationId: id }, search: filter })
  }
  return (act: InboxAct) => {
    if (act === 'next') return open(placeAfter(ids, openId, 1))
    if (act === 'previous') return open(placeAfter(ids, openId, -1))
    if (act === 'leave') {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      return
    }
    if (!openId || !may('conversations.reply')) return
    const before = current ?? items.find(({ id }) => id === openId)
    if (!before) return
    if (act === 'assign') {
      void attempt(
        () => assign(openId, member.id, before.assigneeId),
        t('inbox.assigned'),
        () => assign(openId, before.assigneeId),
      )
    }
    if (act === 'resolve') {
      void attempt(
        () => setState(openId, 'resolved'),
        t('inbox.resolvedSaid'),
        () => setState(openId, before.state),
      )
      const following = placeAfter(ids, openId, 1)
      open(following === openId ? placeAfter(ids, openId, -1) : following)
    }
  }
}
