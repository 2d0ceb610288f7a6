import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, type Language, languages } from '../../../src/platform/languages.ts'
import type { Plan } from '../api/broadcasts.ts'
import { requiredProblem } from '../api/problem.ts'
import { AnyNamesWarning } from '../cases/names-warning.tsx'
import { Form, Submit, useField } from '../pieces/form.tsx'
import { Section } from '../pieces/page.tsx'
import { languageNames } from '../words/names.ts'
import { AudienceEditor } from './audience-editor.tsx'
import styles from './broadcast-form.module.css'
import { MessageTabs, type WrittenTexts } from './message-tabs.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { hasEmptyGap } from './template-choice.ts'
import { isWritten, messageOf, nothingWritten, type Written, writtenIn } from './written.ts'

interface BroadcastFormProps {
  plan: Plan
  act: string
  send: (plan: Plan) => Promise<unknown>
}

/** A broadcast as a draft: what is said, to whom, and when. */
export function BroadcastForm({ plan: before, act, send }: BroadcastFormProps) {
  const { t } = useTranslation()
  const [plan, setPlan] = useState(before)
  const [texts, setTexts] = useState<WrittenTexts>(() => textsIn(before))
  const change = (part: Partial<Plan>) => setPlan((current) => ({ ...current, ...part }))
  const write = (language: Language, part: Partial<Written>) =>
    setTexts((current) => ({ ...current, [language]: { ...(current[language] ?? nothingWritten), ...part } }))
  const save = async () => {
    if (languages.some((language) => hasEmptyGap(texts[language]?.templates ?? []))) throw requiredProblem('templates')
    return send({ ...plan, contents: contentsOf(texts) })
  }
  return (
    <Form send={save} className={`stack ${styles.wide}`}>
      <Section title={t('broadcasts.said')} lead={t('broadcasts.saidLead')}>
        <Basics plan={plan} change={change} />
        <MessageTabs first={before.fallbackLanguage} texts={texts} change={write} />
        <AnyNamesWarning texts={wordsOf(texts)} />
      </Section>
      <Section title={t('broadcasts.audience')} lead={t('broadcasts.audienceLead')}>
        <AudienceEditor audience={plan.audience} change={(audience) => change({ audience })} />
      </Section>
      <Section title={t('broadcasts.when')}>
        <ScheduleFields plan={plan} change={change} />
      </Section>
      <Submit>{act}</Submit>
    </Form>
  )
}

function Basics({ plan, change }: { plan: Plan; change: (part: Partial<Plan>) => void }) {
  const { t } = useTranslation()
  return (
    <div className="fields">
      <TextInput
        {...useField('name')}
        label={t('broadcasts.name')}
        description={t('broadcasts.nameHint')}
        maxLength={120}
        value={plan.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label={t('broadcasts.purpose')}
        description={t('broadcasts.purposeHint')}
        allowDeselect={false}
        value={plan.purpose}
        onChange={(value) => change({ purpose: value === 'feedback' ? 'feedback' : 'appeals' })}
        data={(['appeals', 'feedback'] as const).map((value) => ({ value, label: t(`broadcasts.purposes.${value}`) }))}
      />
      <Select
        {...useField('fallbackLanguage')}
        label={t('broadcasts.fallback')}
        description={t('broadcasts.fallbackHint')}
        allowDeselect={false}
        value={plan.fallbackLanguage}
        onChange={(tag) => tag && isLanguage(tag) && change({ fallbackLanguage: tag })}
        data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      />
    </div>
  )
}

/** Whether all of a broadcast was written here, so that saving it loses nothing. */
export function isOfDesk({ contents }: Plan): boolean {
  return Object.values(contents).every((message) => writtenIn(message) !== undefined)
}

function textsIn({ contents }: Plan): WrittenTexts {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const message = contents[language]
      return message ? [[language, writtenIn(message) ?? nothingWritten]] : []
    }),
  )
}

function wordsOf(texts: WrittenTexts): string[] {
  return Object.values(texts).flatMap(({ title, text, buttonLabel }) => [title, text, buttonLabel])
}

function contentsOf(texts: WrittenTexts): Plan['contents'] {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const written = texts[language]
      return written && isWritten(written) ? [[language, messageOf(written)]] : []
    }),
  )
}
