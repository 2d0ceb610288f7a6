import { Tabs } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../../src/platform/languages.ts'
import { LongTextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { languageNames } from '../words/names.ts'
import { NamesWarning } from './names-warning.tsx'

interface UpdateWordsProps {
  caseId: string
  label: string
  description: string
  /** What stands there at first. */
  from?: readonly { language: string; text: string }[]
}

/** The words of news in each language, with a warning while they hold a name of the family. */
export function UpdateWords({ caseId, label, description, from = [] }: UpdateWordsProps) {
  const { t, i18n } = useTranslation()
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(from.map(({ language, text }) => [language, text])),
  )
  const hear = useDebouncedCallback(
    (language: string, text: string) => setTexts((all) => ({ ...all, [language]: text })),
    400,
  )
  return (
    <>
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
              label={label}
              description={description}
              defaultValue={from.find((one) => one.language === language)?.text ?? ''}
              maxLength={1000}
              onChange={(event) => hear(language, event.currentTarget.value)}
            />
          </Tabs.Panel>
        ))}
      </Tabs>
      <NamesWarning caseId={caseId} texts={Object.values(texts)} />
    </>
  )
}

/** What was typed, by language; a language nobody wrote in is not there. */
export function updateWordsIn(typed: Typed): Record<string, string> {
  const texts = languages.map((language) => [language, typed.text(`texts.${language}`)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}
