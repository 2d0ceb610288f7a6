import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemDetails } from '../api/client.ts'
import { type ConversationDetail, reply, writeNote } from '../api/conversations.ts'
import { problemOf } from '../api/problem.ts'
import { ProblemNote } from '../pieces/problem-note.tsx'
import { languageName } from '../words/names.ts'
import { Drafts } from './draft.ts'
import styles from './inbox.module.css'

type Mode = 'reply' | 'note'

const drafts = new Drafts(localStorage, () => crypto.randomUUID())

interface ComposerProps {
  conversation: ConversationDetail
  ref: Ref<{ focus: (mode: Mode) => void }>
}

/** Where an answer or a note is written. What is written is kept on this device until it was sent. */
export function Composer({ conversation, ref }: ComposerProps) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<Mode>('reply')
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({
    focus: (wanted) => {
      setMode(wanted)
      field.current?.focus()
    },
  }))
  const writing = useWriting(conversation.id, mode)
  const isCut = conversation.identityState === 'blocked' || conversation.identityState === 'unfollowed'
  const sendOnKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void writing.send()
  }
  return (
    <div className={styles.composer} data-mode={mode}>
      {isCut && mode === 'reply' && <p className={styles.cut}>{t(`inbox.cut.${conversation.identityState}`)}</p>}
      {writing.problem && (
        <ProblemNote problem={{ ...writing.problem, remedy: `${writing.problem.remedy} ${t('inbox.kept')}` }} />
      )}
      <Textarea
        ref={field}
        aria-label={t(`inbox.write.${mode}`)}
        placeholder={t(`inbox.write.${mode}`)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={writing.text}
        onChange={(event) => writing.write(event.currentTarget.value)}
        onKeyDown={sendOnKey}
      />
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
            loading={writing.pending}
            disabled={writing.text.trim() === ''}
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() => void writing.send()}
          >
            {t(mode === 'note' ? 'inbox.saveNote' : 'inbox.send')}
          </Button>
        </span>
      </div>
    </div>
  )
}

function useWriting(conversationId: string, mode: Mode) {
  const name = `${mode}.${conversationId}`
  const [texts, setTexts] = useState<Partial<Record<Mode, string>>>({})
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const text = texts[mode] ?? drafts.read(name).text
  const write = (words: string) => {
    drafts.write(name, words)
    setTexts((before) => ({ ...before, [mode]: words }))
  }
  const send = async () => {
    if (pending || text.trim() === '') return
    const draft = drafts.read(name)
    setPending(true)
    setProblem(undefined)
    try {
      if (mode === 'note') await writeNote(conversationId, text.trim())
      else await reply(conversationId, text.trim(), draft.clientKey)
      drafts.sent(name, draft)
      setTexts((before) => ({ ...before, [mode]: drafts.read(name).text }))
    } catch (error) {
      setProblem(await problemOf(error))
    }
    setPending(false)
  }
  return { text, write, send, pending, problem }
}
