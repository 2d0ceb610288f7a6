import { Button } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWhyOfCase, type Why } from '../api/allocations.ts'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { type Piece, Widths } from '../pieces/widths.tsx'
import { useFormats } from '../words/formats.ts'
import { useNameOf } from '../words/names.ts'

/** How many movements are drawn before one asks for more: a giving day brings hundreds to one child. */
const firstLines = 12

/** Why this child: every movement of money to the case and back, as a width of what it needs, with the rule that decided it. */
export function AllocationWhy({ caseId, whole }: { caseId: string; whole: string }) {
  const { t } = useTranslation(['desk', 'cases'])
  const [isAsked, ask] = useState(false)
  const [lines, show] = useState(firstLines)
  const { data: moved, error, refetch } = useWhyOfCase(caseId, isAsked)
  const label = t('cases:why.ask')
  if (!isAsked) {
    return (
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconHelpCircle size={16} aria-hidden />}
        onClick={() => ask(true)}
      >
        {label}
      </Button>
    )
  }
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!moved) return null
  return (
    <>
      <h3 className="small">{label}</h3>
      <Movements moved={moved} whole={whole} label={label} lines={lines} />
      {moved.length > lines && (
        <Button variant="subtle" size="xs" onClick={() => show(lines + 50)}>
          {t('cases:why.more', { count: moved.length - lines })}
        </Button>
      )}
    </>
  )
}

interface MovementsProps {
  moved: readonly Why[]
  whole: string
  label: string
  lines: number
}

function Movements({ moved, whole, ...rest }: MovementsProps) {
  const formats = useFormats()
  const nameOf = useNameOf()
  const came = moved.reduce((sum, { amount }) => sum + (amount.minor.startsWith('-') ? 0n : BigInt(amount.minor)), 0n)
  // What came to a case that ended is more than it needs now.
  const measure = came > BigInt(whole) ? came.toString() : whole
  const pieces = moved.map(
    (why): Piece => ({
      key: why.id,
      minor: why.amount.minor,
      kind: 'given',
      words: (
        <>
          <Link to="/gifts/$giftId" params={{ giftId: why.giftId }} className="row-link">
            {nameOf(why.donorName)}
          </Link>
          <Reason why={why} />
        </>
      ),
      end: formats.money(why.amount),
    }),
  )
  return <Widths pieces={pieces} whole={measure} {...rest} />
}

function Reason({ why }: { why: Why }) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  if (why.amount.minor.startsWith('-')) return <p className="quiet small">{t(`allocation.${why.rule}`)}</p>
  const lacked = formats.money(why.lacked)
  return (
    <p className="quiet small">
      {t(`why.rule.${why.rule}`, { place: why.place })}{' '}
      {why.dueOn === null ? t('why.need', { lacked }) : t('why.needDue', { lacked, day: formats.day(why.dueOn) })}
    </p>
  )
}
