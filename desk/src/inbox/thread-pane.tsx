import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconCheck, IconDots, IconUser, IconUserCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type PropsWithChildren, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  assign,
  type ConversationDetail,
  markRead,
  setState,
  useConversation,
  useMessages,
} from '../api/conversations.ts'
import { useMay, useSession } from '../api/session.ts'
import { Face } from '../pieces/face.tsx'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { ChannelName } from './channel-name.tsx'
import { Composer, type ComposerHandle, type ComposerWish } from './composer.tsx'
import styles from './inbox.module.css'
import { LeavingBubble } from './leaving-bubble.tsx'
import { MessageBubble } from './message-bubble.tsx'
import { ReactionLine } from './reaction-line.tsx'
import { byDay } from './thread-days.ts'
import { UnknownChoice } from './unknown-choice.tsx'
import { type Leaving, useOutbox } from './use-outbox.ts'
import { WritingLine } from './writing-line.tsx'

interface ThreadProps {
  id: string
  composer: RefObject<ComposerHandle | null>
  /** What somebody wants to write as soon as there is a place to. */
  wanted: ComposerWish
  onPerson: () => void
}

/** One talk: who, what was said, and the place to answer. Opening it marks it read. */
export function ThreadPane({ id, composer, wanted, onPerson }: ThreadProps) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: conversation, error, refetch } = useConversation(id)
  const { leaving: handedOver, send, forget } = useOutbox(id)
  const { messages } = useMessages(id)
  const leaving = handedOver.filter(({ messageId }) => !messages?.some((message) => message.id === messageId))
  const takeBack = ({ clientKey, mode, text, pieces = [], answers = [], template }: Leaving) => {
    forget(clientKey)
    if (!template) composer.current?.take(mode, { text, pieces, answers })
  }
  const unread = conversation?.unread ?? 0
  useEffect(() => {
    if (unread > 0 && document.visibilityState === 'visible') void markRead(id).catch(() => {})
  }, [id, unread])
  return (
    <section className={styles.thread} aria-label={t('inbox.thread')}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {conversation && <ThreadHead conversation={conversation} onPerson={onPerson} />}
      <Messages
        id={id}
        personName={conversation?.personName}
        newestLeaving={leaving.map(({ clientKey, problem }) => `${clientKey} ${problem ? 'stuck' : ''}`).join()}
      >
        {leaving.map((one) => (
          <LeavingBubble
            key={one.clientKey}
            leaving={one}
            onRetry={() => void send(one)}
            onTakeBack={() => takeBack(one)}
            onAnyway={() => void send({ ...one, seenMessageId: undefined })}
          />
        ))}
      </Messages>
      {conversation && may('conversations.reply') && (
        <Composer
          ref={composer}
          wanted={wanted}
          conversation={conversation}
          messages={messages ?? []}
          onSend={(outgoing) => void send(outgoing)}
        />
      )}
    </section>
  )
}

function ThreadHead({ conversation, onPerson }: { conversation: ConversationDetail; onPerson: () => void }) {
  const { t } = useTranslation()
  const may = useMay()
  const { personName, channel, channelName, assigneeName } = conversation
  return (
    <header className={styles.threadHead}>
      <ActionIcon
        className={styles.phoneOnly ?? ''}
        variant="subtle"
        color="quiet"
        size={40}
        renderRoot={(props) => <Link to="/inbox" search {...props} />}
        aria-label={t('inbox.backToList')}
      >
        <IconArrowLeft aria-hidden />
      </ActionIcon>
      <span className="wide-only">
        <Face name={personName} />
      </span>
      <div className={styles.threadTitles}>
        <h2>{personName}</h2>
        <p className="quiet small">
          {assigneeName ?? t('inbox.unassigned')} · <ChannelName kind={channel} name={channelName} />
        </p>
      </div>
      {may('conversations.reply') && <ThreadActs conversation={conversation} />}
      <ActionIcon
        className={styles.untilWide ?? ''}
        variant="subtle"
        color="quiet"
        size={40}
        onClick={onPerson}
        aria-label={t('inbox.showPerson')}
      >
        <IconUser size={20} aria-hidden />
      </ActionIcon>
    </header>
  )
}

function ThreadActs({ conversation: { id, state, assigneeId } }: { conversation: ConversationDetail }) {
  const { t } = useTranslation()
  const { member } = useSession()
  const isMine = assigneeId === member.id
  const take = () =>
    attempt(
      () => assign(id, isMine ? null : member.id, assigneeId),
      t(isMine ? 'inbox.released' : 'inbox.assigned'),
      () => assign(id, assigneeId),
    )
  const next = state === 'resolved' ? 'open' : 'resolved'
  const settle = () =>
    attempt(
      () => setState(id, next),
      t(next === 'open' ? 'inbox.reopenedSaid' : 'inbox.resolvedSaid'),
      () => setState(id, state),
    )
  return (
    <>
      <Tooltip label={t(isMine ? 'inbox.release' : 'inbox.assignToMe')}>
        <ActionIcon
          variant={isMine ? 'light' : 'default'}
          size={34}
          onClick={take}
          aria-label={t(isMine ? 'inbox.release' : 'inbox.assignToMe')}
        >
          <IconUserCheck size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Button
        className="wide-only"
        size="sm"
        variant="default"
        leftSection={<IconCheck size={16} aria-hidden />}
        onClick={settle}
      >
        {t(next === 'open' ? 'inbox.reopen' : 'inbox.resolve')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="quiet" size={34} aria-label={t('acts.moreActs')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={settle}>{t(next === 'open' ? 'inbox.reopen' : 'inbox.resolve')}</Menu.Item>
          {state !== 'waiting' && (
            <Menu.Item onClick={() => attempt(() => setState(id, 'waiting'), t('inbox.queuedSaid'))}>
              {t('inbox.queue')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

interface MessagesProps {
  id: string
  personName: string | undefined
  newestLeaving: string | undefined
}

function Messages({ id, personName = '', newestLeaving, children }: PropsWithChildren<MessagesProps>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const may = useMay()
  const { data: conversation } = useConversation(id)
  const { messages, strayReactions, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useMessages(id)
  const end = useRef<HTMLDivElement>(null)
  const newest = messages?.at(-1)?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest message is what the reader wants to see, also once the place to answer has appeared
  useLayoutEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [newest, newestLeaving, personName])
  const days = byDay(messages ?? [], strayReactions ?? [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={styles.messages} role="log" aria-label={t('inbox.messages')} tabIndex={0}>
      {error && <ErrorNote error={error} retry={() => void refetch()} />}
      {isPending && <Loading rows={5} height={36} />}
      {hasNextPage && (
        <Button variant="subtle" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('inbox.earlier')}
        </Button>
      )}
      {days.map(([day, said]) => (
        <div key={day} className={styles.dayGroup}>
          <p className={styles.day}>{formats.day(day)}</p>
          {said.map((message) =>
            'sign' in message ? (
              <ReactionLine key={message.id} reaction={message} personName={personName} />
            ) : (
              <MessageBubble key={message.id} message={message} personName={personName}>
                {message.delivery?.state === 'unknown' && conversation && may('conversations.reply') && (
                  <div className={styles.unknown}>
                    {conversation.takes.mayArriveTwice && t('unknowns.twice')}
                    <UnknownChoice
                      deliveryId={message.delivery.id}
                      mayArriveTwice={conversation.takes.mayArriveTwice}
                    />
                  </div>
                )}
              </MessageBubble>
            ),
          )}
        </div>
      ))}
      {children}
      <WritingLine conversationId={id} newest={newest} personName={personName} />
      <div ref={end} />
    </div>
  )
}
