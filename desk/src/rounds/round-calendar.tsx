import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Round } from '../api/rounds.ts'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import classes from './round-calendar.module.css'

/** On which day each round leaves, or left: its time, else its approval, else the day it was planned. */
export function RoundCalendar({ rounds, nameOf }: { rounds: readonly Round[]; nameOf: (round: Round) => string }) {
  const { t, i18n } = useTranslation()
  const formats = useFormats()
  const [shift, setShift] = useState(0)
  const now = new Date()
  const first = new Date(now.getFullYear(), now.getMonth() + shift, 1)
  const length = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate()
  const days = Array.from({ length }, (_, index) => new Date(first.getFullYear(), first.getMonth(), index + 1))
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long' }).format(first)
  const move = (by: number) => setShift(shift + by)
  return (
    <Section
      title={t('rounds.calendar')}
      lead={title}
      acts={
        <div className="bar">
          <Button size="xs" variant="default" aria-label={t('rounds.monthBefore')} onClick={() => move(-1)}>
            <IconChevronLeft size={16} aria-hidden />
          </Button>
          <Button size="xs" variant="default" aria-label={t('rounds.monthAfter')} onClick={() => move(1)}>
            <IconChevronRight size={16} aria-hidden />
          </Button>
        </div>
      }
    >
      <ol className={classes.month} aria-label={title}>
        {days.map((day) => (
          <li
            key={day.getDate()}
            className={`${classes.day} ${isSame(day, now) ? classes.today : ''}`}
            style={day.getDate() === 1 ? { gridColumnStart: ((day.getDay() + 6) % 7) + 1 } : undefined}
          >
            <span className="quiet">{formats.number(day.getDate())}</span>
            {rounds
              .filter((round) => isSame(dayOf(round), day))
              .map((round) => (
                <Link
                  key={round.id}
                  to="/rounds/$roundId"
                  params={{ roundId: round.id }}
                  className={classes.round}
                  title={`${nameOf(round)}, ${t(`rounds.kinds.${round.kind}`)}, ${t(`rounds.states.${round.state}`)}`}
                >
                  {nameOf(round)}
                </Link>
              ))}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function dayOf({ sendsAt, approvedAt, createdAt }: Round): Date {
  return new Date(sendsAt ?? approvedAt ?? createdAt)
}

function isSame(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString()
}
