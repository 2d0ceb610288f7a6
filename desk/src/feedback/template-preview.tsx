import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { previewTemplate, type TemplatePlace, type TemplateWords, useTriedOn } from '../api/feedback.ts'
import { useMay } from '../api/session.ts'
import { PreviewTabs } from '../inbox/preview-tabs.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'

interface TemplatePreviewProps {
  programmeId: string
  place: TemplatePlace
  words: TemplateWords
  personId: string
  choosePerson: (personId: string) => void
}

/** A template as it arrives on each channel, filled with one donor's data; what is wrong with it, with its line, until it is right. */
export function TemplatePreview({ programmeId, place, words, personId, choosePerson }: TemplatePreviewProps) {
  const { t } = useTranslation('feedback')
  const may = useMay()
  const { data: readers = [] } = useTriedOn(programmeId, may('people.read'))
  const written = { ...place, title: words.title, text: words.text, label: words.label }
  const [settled] = useDebouncedValue({ ...written, ...(personId ? { personId } : {}) }, 400)
  const isEmpty = [words.title, words.text, words.label].some((part) => part.trim() === '')
  const { data, error } = useQuery({
    queryKey: ['feedback-preview', programmeId, settled],
    queryFn: () => previewTemplate(programmeId, settled),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  return (
    <Section title={t('composer.preview')} lead={t('composer.previewLead')}>
      {readers.length > 0 && (
        <Select
          size="xs"
          label={t('composer.donor')}
          value={personId}
          allowDeselect={false}
          onChange={(chosen) => choosePerson(chosen ?? '')}
          data={[
            { value: '', label: t('composer.anyDonor') },
            ...readers.map((one) => ({ value: one.personId, label: `${one.personName} · ${one.pseudonym}` })),
          ]}
        />
      )}
      <div aria-live="polite" className="stack tight">
        {isEmpty && <p className="quiet">{t('composer.previewEmpty')}</p>}
        {!isEmpty && error && <ErrorNote error={error} />}
        {!isEmpty && !error && !data && <Loading rows={3} />}
        {!isEmpty && data && data.length > 0 && (
          <div lang={place.language}>
            <PreviewTabs previews={data} />
          </div>
        )}
      </div>
    </Section>
  )
}
