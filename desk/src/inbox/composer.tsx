import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, type Ref, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../api/conversations.ts'
import { languageName } from '../words/names.ts'
import { Drafts } from './draft.ts'
import styles from './inbox.module.css'
import type { Outgoing } from './outbox.ts'
import { SavedRepliesMenu } from './saved-replies-menu.tsx'
import { useSavedRepliesMenu } from './use-saved-replies-menu.ts'
import { LengthNote, WindowNote } from './writing-notes.tsx'

type Mode = 'reply' | 'note'

const drafts = new Drafts(localStorage, () => crypto.randomUUID())

/** What others may do with the place to write: put the reader there, and put words back into it. */
export interface ComposerHandle {
  focus: (mode: Mode) => void
  take: (mode: Mode, text: string) => void
}

/** Asked for before the place to write was there. */
export type ComposerWish = RefObject<Mode | undefined>

interface ComposerProps {
  wanted: ComposerWish
  conversation: ConversationDetail
  onSend: (outgoing: Outgoing) => void
  ref: Ref<ComposerHandle>
}

/** Where an answer or a note is written. What is written is kept on this device until it was sent. */
export function Composer({ conversation, wanted, onSend, ref }: ComposerProps) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('reply')
  const field = useRef<HTMLTextAreaElement>(null)
  const writing = useWriting(conversation.id, mode, onSend)
  const focus = (wanted: Mode) => {
    setMode(wanted)
    field.current?.focus()
  }
  useImperativeHandle(ref, () => ({
    focus,
    take: (wanted, text) => {
      writing.write(wanted, text)
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
  const isCut = conversation.identityState === 'blocked' || conversation.identityState === 'unfollowed'
  const isClosed = mode === 'reply' && conversation.window?.state === 'closed'
  const menu = useSavedRepliesMenu({
    text: writing.text,
    replace: (text, caret) => {
      writing.write(mode, text)
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
    if (!isClosed) writing.send()
  }
  return (
    <div className={styles.composer} data-mode={mode}>
      {isCut && mode === 'reply' && <p className={styles.cut}>{t(`inbox.cut.${conversation.identityState}`)}</p>}
      {conversation.cannotLeave && mode === 'reply' && (
        <p className={styles.cut} role="status">
          {t(`inbox.cannotLeave.${conversation.cannotLeave}`)}
        </p>
      )}
      {mode === 'reply' && <WindowNote conversation={conversation} />}
      <SavedRepliesMenu menu={menu} language={conversation.language} />
      <Textarea
        ref={field}
        aria-label={t(`inbox.write.${mode}`)}
        placeholder={t(`inbox.write.${mode}`)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={writing.text}
        aria-autocomplete="list"
        aria-controls={menu.offers.length > 0 ? menu.listId : undefined}
        aria-activedescendant={menu.offers.length > 0 ? `${menu.listId}-${menu.place}` : undefined}
        onChange={(event) => writing.write(mode, event.currentTarget.value)}
        onSelect={(event) => menu.follow(event.currentTarget.selectionStart)}
        onKeyDown={onKey}
      />
      {mode === 'reply' && <LengthNote text={writing.text} takes={conversation.takes} />}
      <div className="bar spread">
        <SegmentedControl
          size="xs"
          aria-label={t('inbox.mode')}
          value={mode}
          onChange={(value) => setMode(value === 'note' ? 'note' : 'reply')}
          data={[
            { value: 'reply', label: t('inbox.reply') },
            { value: 'note', label: t('inbox.note') },
          ]}
        />
        <span className="bar">
          <span className="quiet small wide-only">
            {t('inbox.theirLanguage', { language: languageName(conversation.language) })}
          </span>
          <Button
            size="sm"
            color={mode === 'note' ? 'attention' : 'accent'}
            disabled={isClosed || writing.text.trim() === ''}
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={writing.send}
          >
            {t(mode === 'note' ? 'inbox.saveNote' : 'inbox.send')}
          </Button>
        </span>
      </div>
    </div>
  )
}

function useWriting(conversationId: string, mode: Mode, onSend: ComposerProps['onSend']) {
  const [texts, setTexts] = useState<Partial<Record<Mode, string>>>({})
  const text = texts[mode] ?? drafts.read(`${mode}.${conversationId}`).text
  const write = (into: Mode, words: string) => {
    drafts.write(`${into}.${conversationId}`, words)
    setTexts((before) => ({ ...before, [into]: words }))
  }
  const send = () => {
    if (text.trim() === '') return
    const { clientKey } = drafts.read(`${mode}.${conversationId}`)
    // The outbox keeps it from here on: the next words are another message.
    onSend({ clientKey, mode, text: text.trim(), at: new Date().toISOString() })
    write(mode, '')
  }
  return { text, write, send }
}
