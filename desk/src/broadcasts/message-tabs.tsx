import { Tabs, Textarea, TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, type Language, languages } from '../../../src/platform/languages.ts'
import { useSession } from '../api/session.ts'
import { useField } from '../pieces/form.tsx'
import { languageNames } from '../words/names.ts'
import { ChannelPreview } from './channel-preview.tsx'
import { TemplateChoices } from './template-choices.tsx'
import { isWritten, messageOf, nothingWritten, type Written } from './written.ts'

export type WrittenTexts = Partial<Record<Language, Written>>

interface MessageTabsProps {
  /** Shown first. */
  first: Language
  texts: WrittenTexts
  change: (language: Language, part: Partial<Written>) => void
}

/** What is said, language by language, and beside it how it will look. */
export function MessageTabs({ first, texts, change }: MessageTabsProps) {
  const { t } = useTranslation()
  const [shown, show] = useState(first)
  return (
    <Tabs value={shown} onChange={(tag) => tag && isLanguage(tag) && show(tag)} keepMounted={false}>
      <Tabs.List aria-label={t('broadcasts.languages')}>
        {languages.map((language) => (
          <Tabs.Tab key={language} value={language} lang={language}>
            {languageNames[language]}
            {isWritten(texts[language] ?? nothingWritten) && (
              <IconCheck size={14} role="img" aria-label={t('broadcasts.written')} className="aside" />
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {languages.map((language) => (
        <Tabs.Panel key={language} value={language} pt="sm">
          <MessageFields
            language={language}
            written={texts[language] ?? nothingWritten}
            change={(part) => change(language, part)}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

interface MessageFieldsProps {
  language: Language
  written: Written
  change: (part: Partial<Written>) => void
}

function MessageFields({ language, written, change }: MessageFieldsProps) {
  const { t } = useTranslation()
  const { member } = useSession()
  const { error } = useField('contents')
  const part = (name: Exclude<keyof Written, 'templates'>) => ({
    value: written[name],
    lang: language,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => change({ [name]: currentTarget.value }),
  })
  return (
    <div className="columns">
      <div className="stack">
        <TextInput label={t('broadcasts.titleField')} maxLength={120} {...part('title')} />
        <Textarea
          name="contents"
          autosize
          minRows={4}
          maxRows={14}
          label={t('broadcasts.text')}
          description={t('broadcasts.textHint', { gap: '{{name}}' })}
          error={error}
          {...part('text')}
        />
        <div className="fields">
          <TextInput type="url" label={t('broadcasts.picture')} placeholder="https://" {...part('picture')} />
          <TextInput label={t('broadcasts.pictureWords')} {...part('pictureWords')} />
        </div>
        <div className="fields">
          <TextInput label={t('broadcasts.buttonLabel')} maxLength={40} {...part('buttonLabel')} />
          <TextInput type="url" label={t('broadcasts.buttonUrl')} placeholder="https://" {...part('buttonUrl')} />
        </div>
        <TemplateChoices language={language} chosen={written.templates} change={(templates) => change({ templates })} />
      </div>
      {isWritten(written) ? (
        // Its words come over the network at the first letter: what waited for them here would take the field away.
        <Suspense>
          <ChannelPreview message={messageOf(written)} language={language} name={member.name} />
        </Suspense>
      ) : (
        <p className="quiet">{t('broadcasts.previewEmpty')}</p>
      )}
    </div>
  )
}
