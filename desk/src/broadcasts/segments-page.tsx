import { Button, SegmentedControl, Table, VisuallyHidden } from '@mantine/core'
import { IconFilter, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { archiveSegment, type Segment, useSegmentPeople, useSegments } from '../api/segments.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import { AudienceWords } from './audience-words.tsx'

/** People described once and kept by a name, to be written to again and again. */
export function SegmentsPage() {
  const { t } = useTranslation()
  const [isArchived, showArchived] = useState(false)
  const list = useSegments(isArchived)
  return (
    <Page
      title={t('segments.title')}
      lead={t('segments.lead')}
      back={{ to: '/broadcasts', words: t('nav.broadcasts') }}
      acts={<NewSegment />}
    >
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t('segments.which')}
          value={isArchived ? 'archived' : 'used'}
          onChange={(which) => showArchived(which === 'archived')}
          data={(['used', 'archived'] as const).map((value) => ({ value, label: t(`segments.${value}`) }))}
        />
      </div>
      <ListFrame
        list={list}
        empty={
          isArchived ? (
            <Empty icon={IconFilter} title={t('segments.noneArchived')} words={t('segments.noneArchivedWords')} />
          ) : (
            <Empty icon={IconFilter} title={t('segments.emptyTitle')} words={t('segments.emptyWords')}>
              <NewSegment />
            </Empty>
          )
        }
        head={[
          t('broadcasts.name'),
          t('segments.who'),
          { title: t('segments.people'), amount: true },
          <VisuallyHidden key="acts">{t('acts.acts')}</VisuallyHidden>,
        ]}
        row={(segment) => <SegmentRow key={segment.id} segment={segment} />}
      />
    </Page>
  )
}

function NewSegment() {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('broadcasts.write')) return null
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/broadcasts/segments/new" {...props} />}
    >
      {t('segments.create')}
    </Button>
  )
}

function SegmentRow({ segment }: { segment: Segment }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, name, audience } = segment
  const { data } = useSegmentPeople(id)
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <Link to="/broadcasts/segments/$segmentId" params={{ segmentId: id }} className="row-link">
          {name}
        </Link>
      </Table.Td>
      <Table.Td>
        <div className="stack tight small">
          <AudienceWords audience={audience} />
        </div>
      </Table.Td>
      <Table.Td className="figure amount" data-label={t('segments.people')}>
        {data ? formats.number(data.people) : '…'}
      </Table.Td>
      <Table.Td>
        <SegmentActs segment={segment} />
      </Table.Td>
    </Table.Tr>
  )
}

function SegmentActs({ segment: { id, name, archivedAt } }: { segment: Segment }) {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('broadcasts.write')) return null
  const put = (isArchived: boolean) => () => archiveSegment(id, isArchived)
  if (archivedAt !== null) {
    return (
      <Button size="xs" variant="default" onClick={() => void attempt(put(false), t('segments.restored', { name }))}>
        {t('segments.restore')}
      </Button>
    )
  }
  return (
    <div className="bar in-row">
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/broadcasts/new" search={{ segment: id }} {...props} />}
      >
        {t('segments.write')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="quiet"
        onClick={() => void attempt(put(true), t('segments.archivedOne', { name }), put(false))}
      >
        {t('segments.archive')}
      </Button>
    </div>
  )
}
