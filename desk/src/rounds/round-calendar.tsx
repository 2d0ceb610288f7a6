import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComingDigest } from '../api/feedback.ts'
import type { Round } from '../api/rounds.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import classes from './round-calendar.module.css'

interface RoundCalendarProps {
  rounds: readonly Round[]
  coming: readonly ComingDigest[]
  nameOf: (round: { programmeId: string }) => string
}

/** On which day each round leaves, or left: its time, else its approval, else the day it was planned; and the digests to come. */
export function RoundCalendar({ rounds, coming, nameOf }: RoundCalendarProps) {
  const { t, i18n } = useTranslation()
  const { t: say } = useTranslation('feedback')
  const formats = useFormats()
  const [shift, setShift] = useState(0)
  const now = new Date()
  const first = new Date(now.getFullYear(), now.getMonth() + shift, 1)
  const days = Array.from({ length: lengthOf(first) }, (_, index) => ({
    day: new Date(first.getFullYear(), first.getMonth(), index + 1),
  })).map(({ day }) => ({
    day,
    rounds: rounds.filter((round) => isSame(dayOf(round), day)),
    coming: coming.filter(({ on }) => on === textOf(day)),
  }))
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long' }).format(first)
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'short' })
  // A week begins on Monday.
  const before = (first.getDay() + 6) % 7
  const isEmpty = days.every((one) => one.rounds.length + one.coming.length === 0)
  return (
    <Section
      title={t('rounds.calendar')}
      lead={title}
      acts={
        <div className="bar">
          <Button size="xs" variant="default" aria-label={t('rounds.monthBefore')} onClick={() => setShift(shift - 1)}>
            <IconChevronLeft size={16} aria-hidden />
          </Button>
          <Button size="xs" variant="default" aria-label={t('rounds.monthAfter')} onClick={() => setShift(shift + 1)}>
            <IconChevronRight size={16} aria-hidden />
          </Button>
        </div>
      }
    >
      {isEmpty && <p className="quiet">{say('calendar.nothing')}</p>}
      <div className={classes.weekdays} aria-hidden>
        {[1, 2, 3, 4, 5, 6, 7].map((number) => (
          <span key={number}>{weekday.format(new Date(2024, 0, number))}</span>
        ))}
      </div>
      <ol className={classes.month} aria-label={title}>
        {before > 0 && <li className={classes.before} style={{ gridColumn: `span ${before}` }} aria-hidden />}
        {days.map(({ day, rounds: leaving, coming: awaited }) => (
          <li
            key={day.getDate()}
            className={classes.day}
            data-today={isSame(day, now) || undefined}
            data-empty={leaving.length + awaited.length === 0 || undefined}
          >
            <span className={`${classes.date} quiet`}>
              <span className={classes.weekday}>{weekday.format(day)} </span>
              {formats.number(day.getDate())}
            </span>
            {leaving.map((round) => (
              <Link
                key={round.id}
                to="/rounds/$roundId"
                params={{ roundId: round.id }}
                className={classes.round}
                data-state={round.state}
                title={`${nameOf(round)}, ${t(`rounds.kinds.${round.kind}`)}, ${t(`rounds.states.${round.state}`)}`}
              >
                {nameOf(round)}
                <span className={classes.kind}>
                  {t(`rounds.kinds.${round.kind}`)} · {t(`rounds.states.${round.state}`)}
                </span>
              </Link>
            ))}
            {awaited.map((digest) => (
              <span
                key={digest.programmeId}
                className={`${classes.round} ${classes.coming}`}
                title={say('calendar.comingWords', { count: digest.people })}
              >
                {nameOf(digest)}
                <span className={classes.kind}>
                  {say('calendar.coming')} · {say('calendar.comingWords', { count: digest.people })}
                </span>
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function lengthOf(month: Date): number {
  return new Date(month.getFullYear(), month.getMonth() + 1, 0).getDate()
}

function textOf(day: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function dayOf({ sendsAt, approvedAt, createdAt }: Round): Date {
  return new Date(sendsAt ?? approvedAt ?? createdAt)
}

function isSame(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}
