import { Tabs } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../../src/platform/languages.ts'
import { addToCase, type CaseDetail, isToldAsDone, progressStages, stages, type Update } from '../api/cases.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, LongTextField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { languageNames } from '../words/names.ts'
import { NamesWarning } from './names-warning.tsx'
import { useProofChoice } from './proof-field.tsx'
import { UntoldNote } from './untold-note.tsx'

/** Writes news, afresh or `from` what was sent back: nothing of it has to be typed again. */
export function WriteUpdate({ found, from }: { found: CaseDetail; from?: Update }) {
  const { t, i18n } = useTranslation(['desk', 'cases'])
  const next = progressStages[stages.indexOf(found.stage) + 1] ?? found.stage
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries((from?.texts ?? []).map(({ language, text }) => [language, text])),
  )
  const hear = useDebouncedCallback(
    (language: string, text: string) => setTexts((all) => ({ ...all, [language]: text })),
    400,
  )
  const [stage, choose] = useState<string>(from?.stage ?? next)
  const newest = found.documents[0]
  const proof = useProofChoice(found, from?.proof ?? (newest ? { documentId: newest.id } : null))
  const write = async (typed: Typed) => {
    const texts = languages.map((language) => [language, typed.text(`texts.${language}`)] as const)
    return addToCase(found.id, 'updates', {
      stage: typed.text('stage'),
      evidence: typed.text('evidence') || undefined,
      ...(isToldAsDone(stage) ? { proof: await proof.bring(typed) } : {}),
      texts: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    })
  }
  return (
    <Confirm
      words={t(from ? 'updates.rewrite' : 'updates.write')}
      size="xs"
      variant={from ? 'default' : 'filled'}
      title={t('updates.writeTitle', { name: found.pseudonym })}
      act={t('updates.submit')}
      send={write}
    >
      <p className="quiet">{t('updates.writeWords')}</p>
      <UntoldNote found={found} />
      <ChoiceField
        name="stage"
        label={t('cases.stage')}
        value={stage}
        onChange={(value) => choose(value ?? stage)}
        data={progressStages.map((stage) => ({ value: stage, label: t(`cases:stages.${stage}`) }))}
      />
      <Tabs defaultValue={isLanguage(i18n.language) ? i18n.language : 'en'} keepMounted>
        <Tabs.List aria-label={t('updates.languages')}>
          {languages.map((language) => (
            <Tabs.Tab key={language} value={language} lang={language}>
              {languageNames[language]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {languages.map((language) => (
          <Tabs.Panel key={language} value={language} lang={language} pt="xs">
            <LongTextField
              name={`texts.${language}`}
              label={t('updates.text')}
              description={`${t('updates.textHint')} ${t('cases.noNames')}`}
              defaultValue={from?.texts.find((one) => one.language === language)?.text ?? ''}
              maxLength={1000}
              onChange={(event) => hear(language, event.currentTarget.value)}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
      <NamesWarning caseId={found.id} texts={Object.values(texts)} />
      <TextField
        name="evidence"
        label={t('cases.evidence')}
        description={`${t('updates.evidenceHint')} ${t('cases.noNames')}`}
        defaultValue={from?.evidence ?? ''}
      />
      {isToldAsDone(stage) && proof.field}
    </Confirm>
  )
}
