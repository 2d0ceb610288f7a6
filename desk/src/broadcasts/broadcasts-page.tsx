import { Badge, Button, Table } from '@mantine/core'
import { IconFilter, IconMessages, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Broadcast, type BroadcastState, useBroadcasts } from '../api/broadcasts.ts'
import { useMemberName } from '../api/members.ts'
import { useMay } from '../api/session.ts'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Page } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'

/** What goes to many at once: appeals and news. */
export function BroadcastsPage() {
  const { t } = useTranslation()
  const list = useBroadcasts()
  return (
    <Page title={t('nav.broadcasts')} lead={t('broadcasts.lead')} acts={<Acts />}>
      <ListFrame
        list={list}
        empty={
          <Empty icon={IconMessages} title={t('broadcasts.emptyTitle')} words={t('broadcasts.emptyWords')}>
            <NewBroadcast />
          </Empty>
        }
        head={[
          t('broadcasts.name'),
          t('broadcasts.purpose'),
          t('broadcasts.state'),
          t('broadcasts.when'),
          { title: t('broadcasts.reached'), amount: true },
          t('broadcasts.by'),
        ]}
        row={(broadcast) => <BroadcastRow key={broadcast.id} broadcast={broadcast} />}
      />
    </Page>
  )
}

function Acts() {
  const { t } = useTranslation()
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFilter size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/broadcasts/segments" {...props} />}
      >
        {t('segments.title')}
      </Button>
      <NewBroadcast />
    </>
  )
}

function NewBroadcast() {
  const { t } = useTranslation()
  const may = useMay()
  if (!may('broadcasts.write')) return null
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/broadcasts/new" {...props} />}
    >
      {t('broadcasts.create')}
    </Button>
  )
}

function BroadcastRow({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const nameOf = useMemberName()
  const { id, name, purpose, startsAt, finishedAt, createdAt, reached, authorIds } = broadcast
  return (
    <Table.Tr>
      <Table.Td data-lead>
        <Link to="/broadcasts/$broadcastId" params={{ broadcastId: id }} className="row-link">
          {name}
        </Link>
      </Table.Td>
      <Table.Td>{t(`broadcasts.purposes.${purpose}`)}</Table.Td>
      <Table.Td data-end>
        <BroadcastBadge broadcast={broadcast} />
      </Table.Td>
      <Table.Td className="figure">{formats.moment(finishedAt ?? startsAt ?? createdAt)}</Table.Td>
      <Table.Td className="figure amount" data-label={reached === null ? undefined : t('broadcasts.reached')}>
        {reached === null ? '' : formats.number(reached)}
      </Table.Td>
      <Table.Td>{nameOf(authorIds[0] ?? '')}</Table.Td>
    </Table.Tr>
  )
}

const colours = {
  draft: 'quiet',
  submitted: 'attention',
  approved: 'accent',
  sending: 'accent',
  paused: 'attention',
  done: 'good',
  cancelled: 'danger',
} as const satisfies Record<BroadcastState, string>

/** Where a broadcast stands; one that waits for a member's word says so. */
export function BroadcastBadge({ broadcast: { state, pauseReason } }: { broadcast: Broadcast }) {
  const { t } = useTranslation()
  const isDoubted = state === 'paused' && pauseReason !== 'member'
  return <Badge color={colours[state]}>{isDoubted ? t('broadcasts.doubted') : t(`broadcasts.states.${state}`)}</Badge>
}
