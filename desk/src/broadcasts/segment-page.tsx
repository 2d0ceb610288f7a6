import { TextInput } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSegment, keepSegment, type SegmentWords, useSegment } from '../api/segments.ts'
import { useMay } from '../api/session.ts'
import { Form, Submit, useField } from '../pieces/form.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { AudienceEditor } from './audience-editor.tsx'
import { AudienceWords } from './audience-words.tsx'
import styles from './broadcast-form.module.css'

const nothingKept: SegmentWords = { name: '', audience: { anyOf: [[{ kind: 'reachable' }]], butNot: [] } }

/** People described for the first time. */
export function NewSegmentPage() {
  const { t } = useTranslation()
  return (
    <Page title={t('segments.create')} lead={t('segments.lead')} back={useBack()}>
      <SegmentForm segment={nothingKept} send={keepSegment} />
    </Page>
  )
}

/** A kept segment: who it is, and how it is described. */
export function SegmentPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { segmentId } = useParams({ from: '/frame/broadcasts/segments/$segmentId' })
  const { data: segment, error, refetch } = useSegment(segmentId)
  const back = useBack()
  if (error) {
    return (
      <Page title={t('segments.title')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!segment) return <ComingPage />
  const { name, audience, archivedAt } = segment
  return (
    <Page title={name} lead={archivedAt === null ? t('segments.changeLead') : t('segments.isArchived')} back={back}>
      {may('broadcasts.write') ? (
        <SegmentForm segment={{ name, audience }} send={(changed) => changeSegment(segmentId, changed)} />
      ) : (
        <Section title={t('segments.who')}>
          <AudienceWords audience={audience} />
        </Section>
      )}
    </Page>
  )
}

function useBack() {
  const { t } = useTranslation()
  return { to: '/broadcasts/segments', words: t('segments.title') }
}

interface SegmentFormProps {
  segment: SegmentWords
  send: (segment: SegmentWords) => Promise<unknown>
}

function SegmentForm({ segment, send }: SegmentFormProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [{ name, audience }, write] = useState(segment)
  return (
    <Form
      className={`stack ${styles.wide}`}
      send={async () => {
        await send({ name, audience })
        await navigate({ to: '/broadcasts/segments' })
      }}
    >
      <Section title={t('segments.who')} lead={t('broadcasts.audienceLead')}>
        <NameField name={name} change={(typed) => write({ name: typed, audience })} />
        <AudienceEditor audience={audience} change={(changed) => write({ name, audience: changed })} isSegment />
      </Section>
      <Submit>{t('acts.save')}</Submit>
    </Form>
  )
}

function NameField({ name, change }: { name: string; change: (name: string) => void }) {
  const { t } = useTranslation()
  return (
    <TextInput
      {...useField('name')}
      label={t('broadcasts.name')}
      description={t('segments.nameHint')}
      maxLength={80}
      value={name}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
