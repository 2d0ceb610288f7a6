import { ActionIcon, Button, SegmentedControl, Textarea } from '@mantine/core'
import { IconEye, IconSend, IconTemplate } from '@tabler/icons-react'
import {
  type KeyboardEvent,
  lazy,
  type Ref,
  type RefObject,
  Suspense,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { type ConversationDetail, type Message, showTyping } from '../api/conversations.ts'
import { useSession } from '../api/session.ts'
import { languageName } from '../words/names.ts'
import { AddMenu } from './add-menu.tsx'
import styles from './composer.module.css'
import inbox from './inbox.module.css'
import { answeredSince } from './meanwhile.ts'
import type { Outgoing } from './outbox.ts'
import { PiecesBar } from './pieces-bar.tsx'
import { SavedRepliesMenu } from './saved-replies-menu.tsx'
import { Typing } from './typing.ts'
import { useSavedRepliesMenu } from './use-saved-replies-menu.ts'
import { type Mode, useWriting } from './use-writing.ts'
import { LengthNote, WindowNote } from './writing-notes.tsx'
import { isEmpty, type Written } from './written.ts'

// Fetched when first asked for: most answers are words.
const PreviewPanel = lazy(() => import('./preview-panel.tsx'))
const SendTemplate = lazy(() => import('./send-template.tsx'))

const typing = new Typing(showTyping, () => Date.now())

/** What others may do with the place to write: put the reader there, and put words back into it. */
export interface ComposerHandle {
  focus: (mode: Mode) => void
  take: (mode: Mode, written: Partial<Written>) => void
}

/** Asked for before the place to write was there. */
export type ComposerWish = RefObject<Mode | undefined>

interface ComposerProps {
  wanted: ComposerWish
  conversation: ConversationDetail
  /** What stands in the thread, oldest first. */
  messages: readonly Message[]
  onSend: (outgoing: Outgoing) => void
  ref: Ref<ComposerHandle>
}

/** Where an answer or a note is written. What is written is kept on this device until it was sent. */
export function Composer({ conversation, messages, wanted, onSend, ref }: ComposerProps) {
  const { t } = useTranslation()
  const { member } = useSession()
  const [mode, setMode] = useState<Mode>('reply')
  const [isPreviewing, setPreviewing] = useState(false)
  const [isChoosing, setChoosing] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const { draft, write, send } = useWriting(conversation.id, { mode, newest: messages.at(-1)?.id, onSend })
  const focus = (wanted: Mode) => {
    setMode(wanted)
    field.current?.focus()
  }
  useImperativeHandle(ref, () => ({
    focus,
    take: (wanted, written) => {
      write(wanted, written)
      focus(wanted)
    },
  }))
  useEffect(() => {
    if (wanted.current) {
      setMode(wanted.current)
      field.current?.focus()
    }
    wanted.current = undefined
  }, [wanted])
  const isReply = mode === 'reply'
  const isClosed = isReply && conversation.window?.state === 'closed'
  const hasTemplates = isReply && conversation.takes.templates
  const menu = useSavedRepliesMenu({
    text: draft.text,
    replace: (text, caret) => {
      write(mode, { text })
      // Once the new text stands in the field: before, the caret would move to its end.
      requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
    },
    wanted: [conversation.language],
    isOff: mode === 'note',
  })
  const onKey = (event: KeyboardEvent) => {
    if (menu.onKey(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!isClosed) send()
    else if (hasTemplates) setChoosing(true)
  }
  return (
    <div className={inbox.composer} data-mode={mode}>
      {isReply && <Obstacles conversation={conversation} />}
      {isReply && <Meanwhile name={answeredSince(messages, draft.seenMessageId, member.name)} />}
      <SavedRepliesMenu menu={menu} language={conversation.language} />
      <div className={styles.writing} data-previewing={(isReply && isPreviewing) || undefined}>
        <div className={styles.writing}>
          {isReply && <PiecesBar written={draft} onChange={(change) => write(mode, change)} />}
          <Textarea
            ref={field}
            aria-label={t(`inbox.write.${mode}`)}
            placeholder={t(`inbox.write.${mode}`)}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
            value={draft.text}
            aria-autocomplete="list"
            aria-controls={menu.offers.length > 0 ? menu.listId : undefined}
            aria-activedescendant={menu.offers.length > 0 ? `${menu.listId}-${menu.place}` : undefined}
            onChange={(event) => {
              write(mode, { text: event.currentTarget.value })
              if (isReply && !isClosed) typing.pressed(conversation.id)
            }}
            onSelect={(event) => menu.follow(event.currentTarget.selectionStart)}
            onKeyDown={onKey}
          />
          {isReply && <LengthNote text={draft.text} takes={conversation.takes} />}
        </div>
        {isReply && isPreviewing && (
          <Suspense>
            <PreviewPanel written={draft} channel={conversation.channel} />
          </Suspense>
        )}
      </div>
      <div className="bar spread">
        <span className={styles.acts}>
          {isReply && (
            <AddMenu
              channel={conversation.channel}
              answers={draft.answers}
              callLink={conversation.callLink}
              onPiece={(piece) => write(mode, { pieces: [...draft.pieces, piece] })}
              onAnswers={(answers) => write(mode, { answers })}
              onTemplate={hasTemplates ? () => setChoosing(true) : undefined}
            />
          )}
          {isReply && (
            <ActionIcon
              variant={isPreviewing ? 'light' : 'default'}
              size={34}
              aria-pressed={isPreviewing}
              aria-label={t('inbox.preview.title')}
              title={t('inbox.preview.title')}
              onClick={() => setPreviewing(!isPreviewing)}
            >
              <IconEye size={18} aria-hidden />
            </ActionIcon>
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('inbox.mode')}
            value={mode}
            onChange={(value) => setMode(value === 'note' ? 'note' : 'reply')}
            data={[
              { value: 'reply', label: t('inbox.reply') },
              { value: 'note', label: t('inbox.noteShort') },
            ]}
          />
        </span>
        <span className={`bar ${styles.last}`}>
          <span className={`quiet small ${styles.roomy}`}>
            {t('inbox.theirLanguage', { language: languageName(conversation.language) })}
          </span>
          {isClosed && hasTemplates ? (
            <Button size="sm" leftSection={<IconTemplate size={16} aria-hidden />} onClick={() => setChoosing(true)}>
              {t('inbox.sendTemplate')}
            </Button>
          ) : (
            <Button
              size="sm"
              color={mode === 'note' ? 'attention' : 'accent'}
              disabled={isClosed || isEmpty(draft)}
              leftSection={<IconSend size={16} aria-hidden />}
              onClick={send}
            >
              {t(mode === 'note' ? 'inbox.saveNote' : 'inbox.send')}
            </Button>
          )}
        </span>
      </div>
      {isChoosing && (
        <Suspense>
          <SendTemplate
            conversation={conversation}
            onClose={() => setChoosing(false)}
            onSend={(filled) =>
              onSend({ ...filled, clientKey: crypto.randomUUID(), mode: 'reply', at: new Date().toISOString() })
            }
          />
        </Suspense>
      )}
    </div>
  )
}

/** Why an answer may not leave or not arrive, and until when it does. */
function Obstacles({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation()
  const { identityState, cannotLeave } = conversation
  const isCut = identityState === 'blocked' || identityState === 'unfollowed'
  return (
    <>
      {isCut && <p className={inbox.cut}>{t(`inbox.cut.${identityState}`)}</p>}
      {cannotLeave && (
        <p className={inbox.cut} role="status">
          {t(`inbox.cannotLeave.${cannotLeave}`)}
        </p>
      )}
      <WindowNote conversation={conversation} />
    </>
  )
}

/** Two answers to the same question confuse whoever asked. */
function Meanwhile({ name }: { name: string | undefined }) {
  const { t } = useTranslation()
  return (
    <p className={inbox.cut} role="status" hidden={name === undefined}>
      {name !== undefined && t('inbox.answeredMeanwhile', { name })}
    </p>
  )
}
