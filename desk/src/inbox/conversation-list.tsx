import { ActionIcon, Button, Menu, SegmentedControl, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCheck, IconInbox, IconKeyboard, IconSearch, IconUserCheck, IconUserSearch } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { useChannels } from '../api/connections.ts'
import { type Conversation, conversationStates, type InboxFilter, type useConversations } from '../api/conversations.ts'
import { useMay } from '../api/session.ts'
import { AddButton } from '../connections/add-button.tsx'
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
  const nothing = filter.query ? 'noneFound' : filter.state || filter.assignee ? 'noneHere' : 'emptyTitle'
  const channels = new Set(list.items?.map(({ channelName }) => channelName))
  return (
    <section className={styles.list} aria-label={t('inbox.list')}>
      <Filters filter={filter} search={search} onHelp={onHelp} />
      <div className={styles.rows}>
        {list.error && <ErrorNote error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <Loading rows={8} height={44} />}
        {list.items?.length === 0 && (
          <Empty
            icon={IconInbox}
            title={t(`inbox.${nothing}`)}
            words={t(`inbox.${nothing === 'emptyTitle' ? 'emptyWords' : `${nothing}Words`}`)}
          >
            {nothing === 'emptyTitle' && <FirstChannel />}
          </Empty>
        )}
        {list.items?.map((conversation) => (
          <Row
            key={conversation.id}
            conversation={conversation}
            filter={filter}
            isOpen={conversation.id === openId}
            isOneOfMany={channels.size > 1}
          />
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

/** Where nobody can write yet: the step that lets them. */
function FirstChannel() {
  const { t } = useTranslation()
  const may = useMay()
  const { data } = useChannels(may('channels.change'))
  if (data?.items.length !== 0) return null
  return <AddButton to="/connections/channel" words={t('connections.addChannel')} />
}

function Filters({ filter, search, onHelp }: Pick<ListProps, 'filter' | 'search' | 'onHelp'>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const change = (part: InboxFilter) => void navigate({ to: '.', search: { ...filter, ...part }, replace: true })
  const find = useDebouncedCallback((query: string) => change({ query: query || undefined }), 250)
  return (
    <div className={styles.filters}>
      <div className={styles.searchRow}>
        <TextInput
          ref={search}
          className={styles.search ?? ''}
          aria-label={t('inbox.search')}
          placeholder={t('inbox.search')}
          defaultValue={filter.query ?? ''}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <Whose filter={filter} onChange={(assignee) => change({ assignee })} />
        <ActionIcon
          className={styles.byKeyboard ?? ''}
          variant="subtle"
          color="quiet"
          size={32}
          onClick={onHelp}
          aria-label={t('inbox.keys.title')}
        >
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
    </div>
  )
}

function Whose({ filter, onChange }: { filter: InboxFilter; onChange: (assignee: InboxFilter['assignee']) => void }) {
  const { t } = useTranslation()
  const choices = [
    { value: undefined, words: t('inbox.anybody') },
    { value: 'me', words: t('inbox.mine') },
    { value: 'none', words: t('inbox.nobody') },
  ] as const
  const chosen = choices.find(({ value }) => value === filter.assignee) ?? choices[0]
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={chosen.words}>
          <ActionIcon
            variant={filter.assignee ? 'light' : 'subtle'}
            color={filter.assignee ? 'accent' : 'quiet'}
            size={32}
            aria-label={`${t('inbox.assignee')}: ${chosen.words}`}
          >
            <IconUserSearch size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, words }) => (
          <Menu.Item
            key={words}
            onClick={() => onChange(value)}
            leftSection={<IconCheck size={16} aria-hidden opacity={value === filter.assignee ? 1 : 0} />}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface RowProps {
  conversation: Conversation
  filter: InboxFilter
  isOpen: boolean
  /** Whether the list holds talks of several channels: only then does each say which is its. */
  isOneOfMany: boolean
}

function Row({ conversation, filter, isOpen, isOneOfMany }: RowProps) {
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
          {state === 'waiting' && <span className={styles.waits}>{t('inbox.states.waiting')}</span>}
          {state === 'resolved' && <span>{t('inbox.states.resolved')}</span>}
          {assigneeName && (
            <span className={styles.whose}>
              <IconUserCheck size={13} stroke={1.6} aria-hidden /> {assigneeName}
            </span>
          )}
          {isOneOfMany && <ChannelName kind={channel} name={channelName} />}
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
