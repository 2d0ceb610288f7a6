import { SegmentedControl, Select, Tabs } from '@mantine/core'
import { IconCheck, IconMail } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isLanguage, type Language, languages } from '../../../src/platform/languages.ts'
import { programmeName, useProgrammes } from '../api/cases.ts'
import { useChannels } from '../api/connections.ts'
import { type FeedbackTemplate, type TemplatePlace, templateKinds, useFeedbackTemplates } from '../api/feedback.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { languageNames } from '../words/names.ts'
import { TemplateEditor } from './template-editor.tsx'
import styles from './words.module.css'

/** Which template is open; what is left out is the first there is. */
export interface WordsPlace {
  programme?: string | undefined
  kind?: TemplatePlace['kind'] | undefined
  channel?: string | undefined
  language?: Language | undefined
}

/** What a programme says around the news in its own words, with how it arrives beside it. */
export function WordsPage() {
  const { t } = useTranslation('feedback')
  const { data: programmes, error } = useProgrammes()
  const formats = useFormats()
  const search: WordsPlace = useSearch({ from: '/frame/rounds/words' })
  const programmeId = search.programme ?? programmes?.[0]?.id ?? ''
  const place: TemplatePlace = {
    kind: search.kind ?? 'news',
    channel: search.channel ?? 'all',
    language: search.language ?? formats.language,
  }
  const { data } = useFeedbackTemplates(programmeId)
  return (
    <Page title={t('composer.title')} lead={t('composer.lead')} back={{ to: '/rounds', words: t('desk:nav.rounds') }}>
      {error && <ErrorNote error={error} />}
      {programmes?.length === 0 && (
        <div className="card">
          <Empty icon={IconMail} title={t('composer.noProgramme')} words={t('composer.noProgrammeWords')}>
            <Link to="/cases">{t('desk:nav.cases')}</Link>
          </Empty>
        </div>
      )}
      {programmes && programmes.length > 0 && (
        <>
          <Choices programmeId={programmeId} place={place} templates={data?.items ?? []} />
          {data ? (
            <TemplateEditor
              key={[programmeId, place.kind, place.channel, place.language].join()}
              programmeId={programmeId}
              place={place}
              standing={data.items.find((one) => isAt(one, place))}
              names={data.names[place.kind] ?? []}
            />
          ) : (
            <Loading />
          )}
        </>
      )}
    </Page>
  )
}

interface ChoicesProps {
  programmeId: string
  place: TemplatePlace
  templates: readonly FeedbackTemplate[]
}

function Choices({ programmeId, place, templates }: ChoicesProps) {
  const { t } = useTranslation(['feedback', 'channels'])
  const { data: programmes = [] } = useProgrammes()
  const formats = useFormats()
  const navigate = useNavigate()
  const may = useMay()
  const { data: channels } = useChannels(may('channels.read'))
  const go = (to: WordsPlace) =>
    void navigate({ to: '/rounds/words', search: { programme: programmeId, ...place, ...to }, replace: true })
  const hasOwn = (part: Partial<TemplatePlace>) => templates.some((one) => isAt(one, { ...place, ...part }))
  const kinds = [
    ...new Set([...(channels?.items ?? []).map(({ kind }) => kind), ...templates.map(({ channel }) => channel)]),
  ].filter((kind) => kind !== 'all')
  const channelName = (kind: string) => (kind === 'all' ? t('composer.all') : t(`channels:${kind}.name`))
  return (
    <div className={`card ${styles.choices}`}>
      <div className={styles.selects}>
        <Select
          label={t('composer.programme')}
          allowDeselect={false}
          value={programmeId}
          onChange={(programme) => programme && go({ programme })}
          data={programmes.map((one) => ({ value: one.id, label: programmeName(one, formats.language) }))}
        />
        <Select
          label={t('composer.channel')}
          allowDeselect={false}
          value={place.channel}
          onChange={(channel) => channel && go({ channel })}
          data={['all', ...kinds].map((kind) => ({
            value: kind,
            label: hasOwn({ channel: kind }) ? `${channelName(kind)} · ${t('composer.own')}` : channelName(kind),
          }))}
        />
        <div className="scroll">
          <SegmentedControl
            aria-label={t('composer.kind')}
            value={place.kind}
            onChange={(value) => {
              const kind = templateKinds.find((one) => one === value)
              if (kind) go({ kind })
            }}
            data={templateKinds.map((kind) => ({ value: kind, label: t(`composer.kinds.${kind}`) }))}
          />
        </div>
      </div>
      <Tabs
        value={place.language}
        onChange={(tag) => tag && isLanguage(tag) && go({ language: tag })}
        activateTabWithKeyboard={false}
      >
        <Tabs.List aria-label={t('composer.language')}>
          {languages.map((language) => (
            <Tabs.Tab key={language} value={language} lang={language}>
              {languageNames[language]}
              {hasOwn({ language }) && (
                <IconCheck size={14} role="img" aria-label={t('composer.own')} className="aside" />
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </div>
  )
}

function isAt(one: TemplatePlace, { kind, channel, language }: TemplatePlace): boolean {
  return one.kind === kind && one.channel === channel && one.language === language
}
