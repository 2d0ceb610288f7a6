import { ActionIcon, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconInbox, IconKeyboard, IconSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import {
  assignees,
  type Conversation,
  conversationStates,
  type InboxFilter,
  type useConversations,
} from '../api/conversations.ts'
import { Empty } from '../pieces/empty.tsx'
import { Face } from '../pieces/face.tsx'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { ChannelName } from './channel-name.tsx'
import styles from './inbox.module.css'

interface ListProps {
  list: ReturnType<typeof useConversations>
  filter: InboxFilter
  openId: string | undefined
  search: Ref<HTMLInputElement>
  onHelp: () => void
}

/** The conversations that fit the filter, newest first. */
export function ConversationList({ list, filter, openId, search, onHelp }: ListProps) {
  const { t } = useTranslation()
  return (
    <section className={styles.list} aria-label={t('inbox.list')}>
      <Filters filter={filter} search={search} onHelp={onHelp} />
      <div className={styles.rows}>
        {list.error && <ErrorNote error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <Loading rows={8} height={44} />}
        {list.items?.length === 0 && (
          <Empty
            icon={IconInbox}
            title={t(filter.query ? 'inbox.noneFound' : 'inbox.emptyTitle')}
            words={t(filter.query ? 'inbox.noneFoundWords' : 'inbox.emptyWords')}
          />
        )}
        {list.items?.map((conversation) => (
          <Row key={conversation.id} conversation={conversation} filter={filter} isOpen={conversation.id === openId} />
        ))}
        {list.hasNextPage && (
          <Button
            variant="subtle"
            fullWidth
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('acts.more')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Filters({ filter, search, onHelp }: Pick<ListProps, 'filter' | 'search' | 'onHelp'>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const change = (part: InboxFilter) => void navigate({ to: '.', search: { ...filter, ...part }, replace: true })
  const find = useDebouncedCallback((query: string) => change({ query: query || undefined }), 250)
  return (
    <div className={styles.filters}>
      <div className="bar" style={{ flexWrap: 'nowrap' }}>
        <TextInput
          ref={search}
          className={styles.search ?? ''}
          aria-label={t('inbox.search')}
          placeholder={t('inbox.search')}
          defaultValue={filter.query ?? ''}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <ActionIcon variant="subtle" color="quiet" size={36} onClick={onHelp} aria-label={t('inbox.keys.title')}>
          <IconKeyboard size={20} aria-hidden />
        </ActionIcon>
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t('inbox.state')}
        value={filter.state ?? 'all'}
        onChange={(value) => change({ state: conversationStates.find((state) => state === value) })}
        data={[
          { value: 'all', label: t('inbox.states.all') },
          ...conversationStates.map((state) => ({ value: state, label: t(`inbox.states.${state}`) })),
        ]}
      />
      <NativeSelect
        size="xs"
        aria-label={t('inbox.assignee')}
        value={filter.assignee ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget
          change({ assignee: assignees.find((assignee) => assignee === value) })
        }}
        data={[
          { value: '', label: t('inbox.anybody') },
          { value: 'me', label: t('inbox.mine') },
          { value: 'none', label: t('inbox.nobody') },
        ]}
      />
    </div>
  )
}

function Row({ conversation, filter, isOpen }: { conversation: Conversation; filter: InboxFilter; isOpen: boolean }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { personName, preview, unread, channel, channelName, lastMessageAt, state, assigneeName } = conversation
  return (
    <Link
      to="/inbox/$conversationId"
      params={{ conversationId: conversation.id }}
      search={filter}
      className={styles.row ?? ''}
      aria-current={isOpen ? 'true' : undefined}
      data-unread={unread > 0 || undefined}
    >
      <Face name={personName} />
      <span className={styles.rowWords}>
        <span className={styles.rowHead}>
          <span className={styles.rowName}>{personName}</span>
          <span className="quiet small">{lastMessageAt && formats.ago(lastMessageAt)}</span>
        </span>
        <span className={styles.preview}>{preview || t('inbox.noWords')}</span>
        <span className={styles.rowFoot}>
          <ChannelName kind={channel} name={channelName} />
          {assigneeName && <span>· {assigneeName}</span>}
          {state === 'waiting' && <span className={styles.waits}>{t('inbox.states.waiting')}</span>}
        </span>
      </span>
      {unread > 0 && (
        <span className={styles.unread}>
          {formats.number(unread)}
          <span className={styles.unseen}> {t('inbox.unread')}</span>
        </span>
      )}
    </Link>
  )
}
