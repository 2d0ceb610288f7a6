import { Button, Textarea, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProblemDetails } from '../api/client.ts'
import {
  type FeedbackTemplate,
  putTemplate,
  removeFeedbackTemplate,
  sendTest,
  type TemplatePlace,
  type TemplateWords,
} from '../api/feedback.ts'
import { useMemberName } from '../api/members.ts'
import { problemOf } from '../api/problem.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Section } from '../pieces/page.tsx'
import { ProblemNote } from '../pieces/problem-note.tsx'
import { attempt, say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { actFor, keepDraft, putIn, readDraft } from './draft.ts'
import { EarlierWords } from './earlier-words.tsx'
import { NameButtons } from './name-buttons.tsx'
import { TemplatePreview } from './template-preview.tsx'

interface TemplateEditorProps {
  programmeId: string
  place: TemplatePlace
  standing: FeedbackTemplate | undefined
  names: readonly string[]
}

/** One template: its words, what may be put in, how it arrives, and what it said before. */
export function TemplateEditor({ programmeId, place, standing, names }: TemplateEditorProps) {
  const { t } = useTranslation('feedback')
  const { t: begin } = useTranslation('feedback', { lng: place.language })
  const mayWrite = useMay()('rounds.plan')
  const formats = useFormats()
  const nameOf = useMemberName()
  const textField = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<ProblemDetails>()
  const [personId, setPersonId] = useState('')
  // Liquid's marks are i18next's too: here they are words.
  const start = (part: keyof TemplateWords) =>
    begin(`starting.${place.kind}.${part}`, { interpolation: { prefix: '‹', suffix: '›' } })
  const before: TemplateWords = standing ?? { title: start('title'), text: start('text'), label: start('label') }
  const [draft, setDraft] = useState(() => readDraft(localStorage, programmeId, place))
  const words = draft ?? { title: before.title, text: before.text, label: before.label }
  const write = (part: Partial<TemplateWords>) => {
    const next = { ...words, ...part }
    setProblem(undefined)
    setDraft(next)
    keepDraft(localStorage, programmeId, place, next)
  }
  const forget = () => {
    setDraft(undefined)
    keepDraft(localStorage, programmeId, place, undefined)
  }
  const save = async () => {
    try {
      await putTemplate(programmeId, { ...place, ...words, seenAt: standing?.writtenAt ?? null })
      forget()
      setProblem(undefined)
      say(t('composer.saved'), () =>
        standing
          ? putTemplate(programmeId, { ...place, title: standing.title, text: standing.text, label: standing.label })
          : removeFeedbackTemplate(programmeId, place),
      )
    } catch (error) {
      setProblem(await problemOf(error))
    }
  }
  const tried = { ...place, ...words, ...(personId ? { personId } : {}) }
  const test = () => attempt(() => sendTest(programmeId, tried), t('composer.testSaid'))
  const hear = (event: KeyboardEvent) => {
    const act = mayWrite && actFor({ ...pressed(event), isComposing: event.nativeEvent.isComposing })
    if (!act) return
    event.preventDefault()
    void (act === 'save' ? save() : test())
  }
  const insert = (tag: string) => {
    const field = textField.current
    const end = words.text.length
    const { text, cursor } = putIn(words.text, tag, {
      start: field?.selectionStart ?? end,
      end: field?.selectionEnd ?? end,
    })
    write({ text })
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(cursor, cursor)
    })
  }
  const part = (name: keyof TemplateWords) => ({
    value: words[name],
    lang: place.language,
    readOnly: !mayWrite,
    error: problem?.field === name ? `${problem.title} ${problem.remedy}` : undefined,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => write({ [name]: currentTarget.value }),
  })
  const isFault = problem && ['title', 'text', 'label'].includes(problem.field ?? '')
  return (
    <div className="columns">
      <Section title={t(`composer.kinds.${place.kind}`)}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the fields inside */}
        <div className="stack" onKeyDown={hear}>
          {!standing && !draft && <p className="quiet small">{t('composer.ours')}</p>}
          {standing && (
            <p className="quiet small">
              {t('composer.writtenBy', { name: nameOf(standing.writtenById), when: formats.ago(standing.writtenAt) })}
            </p>
          )}
          {!mayWrite && <p>{t('composer.mayNot')}</p>}
          {problem && !isFault && <ProblemNote problem={problem} />}
          <TextInput label={t('composer.cardTitle')} maxLength={200} {...part('title')} />
          <Textarea
            ref={textField}
            autosize
            minRows={8}
            maxRows={20}
            spellCheck={false}
            label={t('composer.text')}
            maxLength={2000}
            {...part('text')}
          />
          {mayWrite && <NameButtons names={names} put={insert} />}
          <TextInput label={t('composer.label')} maxLength={40} {...part('label')} />
          {mayWrite && (
            <>
              <div className="bar">
                <Button onClick={() => void save()} leftSection={<IconDeviceFloppy size={16} aria-hidden />}>
                  {t('composer.save')}
                </Button>
                <Button variant="default" onClick={() => void test()} leftSection={<IconSend size={16} aria-hidden />}>
                  {t('composer.test')}
                </Button>
                {draft && (
                  <Button variant="subtle" color="quiet" onClick={forget}>
                    {t('composer.discard')}
                  </Button>
                )}
                {standing && (
                  <Confirm
                    words={t('composer.remove')}
                    danger
                    variant="subtle"
                    title={t('composer.removeTitle')}
                    act={t('composer.remove')}
                    send={async () => {
                      const { title, text, label } = standing
                      await removeFeedbackTemplate(programmeId, place)
                      forget()
                      say(t('composer.removed'), () => putTemplate(programmeId, { ...place, title, text, label }))
                    }}
                  >
                    <p>{t('composer.removeWords')}</p>
                  </Confirm>
                )}
              </div>
              <p className="quiet small" role="status">
                {draft ? t('composer.unsaved') : t('composer.keys')}
              </p>
            </>
          )}
        </div>
      </Section>
      <div className="stack">
        {mayWrite && (
          <TemplatePreview
            programmeId={programmeId}
            place={place}
            words={words}
            personId={personId}
            choosePerson={setPersonId}
          />
        )}
        <EarlierWords programmeId={programmeId} place={place} putBack={mayWrite ? write : undefined} />
      </div>
    </div>
  )
}

function pressed({ key, ctrlKey, metaKey }: KeyboardEvent) {
  return { key, ctrlKey, metaKey }
}
