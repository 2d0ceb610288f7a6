import { Button, CopyButton, Select, Textarea } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { titleOf, useCampaigns } from '../api/campaigns.ts'
import { programmeName, useProgrammes } from '../api/cases.ts'
import { useSession } from '../api/session.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageNames } from '../words/names.ts'
import styles from './books.module.css'
import { embedSnippet } from './embed-snippet.ts'

/** The public chart for the organisation's own website: what it shows, in which language, and the lines to paste. */
export function EmbedPanel() {
  const { t } = useTranslation()
  const { language: mine } = useFormats()
  const { organisation } = useSession()
  const { items: campaigns = [] } = useCampaigns()
  const { data: programmes = [] } = useProgrammes()
  const [campaign, setCampaign] = useState('')
  const [programme, setProgramme] = useState('')
  const [language, setLanguage] = useState('')
  const base = `${location.origin}/o/${organisation.slug}`
  const title = t('books.embed.frameTitle', { organisation: organisation.name })
  const snippet = embedSnippet(base, title, { campaign, programme, lang: language })
  const shown = campaigns.filter(({ state }) => state !== 'draft')
  const all = (words: string) => ({ value: '', label: words })
  return (
    <Section title={t('books.embed.title')} lead={t('books.embed.lead')}>
      <div className={styles.choices}>
        <Select
          label={t('books.embed.campaign')}
          value={campaign}
          onChange={(slug) => setCampaign(slug ?? '')}
          data={[all(t('books.embed.all')), ...shown.map((each) => ({ value: each.slug, label: titleOf(each, mine) }))]}
        />
        <Select
          label={t('books.embed.programme')}
          value={programme}
          onChange={(slug) => setProgramme(slug ?? '')}
          data={[
            all(t('books.embed.all')),
            ...programmes.map((each) => ({ value: each.slug, label: programmeName(each, mine) })),
          ]}
        />
        <Select
          label={t('books.embed.language')}
          value={language}
          onChange={(tag) => setLanguage(tag ?? '')}
          data={[all(t('books.embed.readers')), ...languages.map((tag) => ({ value: tag, label: languageNames[tag] }))]}
        />
      </div>
      <Textarea
        readOnly
        autosize
        label={t('books.embed.snippet')}
        description={t('books.embed.hint')}
        classNames={{ input: styles.snippet ?? '' }}
        value={snippet}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={snippet}>
        {({ copied, copy }) => (
          <div>
            <Button onClick={copy} leftSection={<IconCopy size={16} aria-hidden />}>
              {t(copied ? 'acts.copied' : 'acts.copy')}
            </Button>
          </div>
        )}
      </CopyButton>
    </Section>
  )
}
