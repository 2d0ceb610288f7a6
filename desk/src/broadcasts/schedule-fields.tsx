import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Plan, Schedule } from '../api/broadcasts.ts'
import { useSession } from '../api/session.ts'
import { useField } from '../pieces/form.tsx'

const kinds = ['now', 'at', 'local'] as const

interface ScheduleFieldsProps {
  plan: Plan
  change: (part: Partial<Plan>) => void
}

/** When it leaves, until when, and what holds for who leaves the audience meanwhile. */
export function ScheduleFields({ plan: { schedule, notAfter, leavers }, change }: ScheduleFieldsProps) {
  const { t } = useTranslation()
  const { organisation } = useSession()
  const { error } = useField('notAfter')
  const set = (changed: Schedule) => change({ schedule: changed })
  return (
    <div className="stack">
      <div className="scroll">
        <SegmentedControl
          aria-label={t('broadcasts.when')}
          value={schedule.kind}
          onChange={(kind) => set(scheduleOf(kind, schedule))}
          data={kinds.map((kind) => ({ value: kind, label: t(`broadcasts.schedules.${kind}`) }))}
        />
      </div>
      <p className="quiet small">{t(`broadcasts.scheduleWords.${schedule.kind}`, { zone: organisation.timeZone })}</p>
      {schedule.kind !== 'now' && <HourFields schedule={schedule} change={set} />}
      <div className="fields">
        <TextInput
          name="notAfter"
          type="datetime-local"
          label={t('broadcasts.notAfter')}
          description={t('broadcasts.notAfterHint')}
          error={error}
          value={notAfter === null ? '' : localMinute(new Date(notAfter))}
          onChange={({ currentTarget: { value } }) =>
            change({ notAfter: value === '' ? null : new Date(value).toISOString() })
          }
        />
        <Select
          label={t('broadcasts.leavers')}
          description={t('broadcasts.leaversHint')}
          allowDeselect={false}
          value={leavers}
          onChange={(value) => change({ leavers: value === 'drop' ? 'drop' : 'keep' })}
          data={(['keep', 'drop'] as const).map((value) => ({ value, label: t(`broadcasts.leaver.${value}`) }))}
        />
      </div>
    </div>
  )
}

function HourFields({
  schedule,
  change,
}: {
  schedule: Exclude<Schedule, { kind: 'now' }>
  change: (to: Schedule) => void
}) {
  const { t } = useTranslation()
  const { error } = useField('schedule')
  return (
    <div className="fields">
      <TextInput
        name="schedule"
        type="date"
        label={t('broadcasts.day')}
        error={error}
        value={schedule.day}
        onChange={(event) => change({ ...schedule, day: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('broadcasts.time')}
        value={schedule.time}
        onChange={(event) => change({ ...schedule, time: event.currentTarget.value.slice(0, 5) })}
      />
      {schedule.kind === 'local' && (
        <Select
          label={t('broadcasts.ifPast')}
          allowDeselect={false}
          value={schedule.ifPast}
          onChange={(value) => change({ ...schedule, ifPast: value === 'skip' ? 'skip' : 'next-day' })}
          data={(['next-day', 'skip'] as const).map((value) => ({ value, label: t(`broadcasts.past.${value}`) }))}
        />
      )}
    </div>
  )
}

/** Another kind of schedule, with the day and hour already chosen. */
function scheduleOf(kind: string, before: Schedule): Schedule {
  if (kind === 'now') return { kind }
  const { day, time } = before.kind === 'now' ? { day: tomorrow(), time: '10:00' } : before
  return kind === 'local' ? { kind, day, time, ifPast: 'next-day' } : { kind: 'at', day, time }
}

function tomorrow(): string {
  return localMinute(new Date(Date.now() + 86_400_000)).slice(0, 10)
}

/** `YYYY-MM-DDTHH:MM` by this device's clock, as its own picker wants it. */
function localMinute(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}
