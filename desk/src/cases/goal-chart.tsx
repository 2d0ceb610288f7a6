import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GoalHistory } from '../api/plans.ts'
import { shareOf, useFormats } from '../words/formats.ts'
import styles from './goals.module.css'
import { monthsOf } from './months.ts'

const [width, height, top] = [600, 160, 16]

interface GoalChartProps {
  steps: GoalHistory['steps']
  target: string
  /** A number of the goal's unit, in words. */
  say: (value: string) => string
  label: string
}

/** How a goal was approached, as a rising line below the line of its target; the same as a table, for whoever reads rather than looks. */
export function GoalChart({ steps, target, say, label }: GoalChartProps) {
  const { t } = useTranslation('cases')
  const formats = useFormats()
  const month = new Intl.DateTimeFormat(formats.language, { year: 'numeric', month: 'short', timeZone: 'UTC' })
  const said = (day: string) => month.format(new Date(`${day}T00:00:00Z`))
  const last = steps.at(-1)
  if (!last) return <p className="quiet small">{t('plan.noSteps')}</p>
  const whole = BigInt(last.reached) > BigInt(target) ? last.reached : target
  const heightOf = (value: string) => height - shareOf(value, whole) * (height - top)
  const months = monthsOf(steps)
  const placeOf = (at: number) => (at / Math.max(1, months.length)) * width
  const line = months.map(({ reached }, at) => `V${heightOf(reached)}H${placeOf(at + 1)}`).join('')
  return (
    <figure className={styles.chart}>
      <div className={styles.plane}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path className={styles.reached} d={`M0 ${height}${line}V${height}Z`} />
          <line className={styles.target} x1="0" x2={width} y1={heightOf(target)} y2={heightOf(target)} />
        </svg>
        <span className={styles.label} style={{ top: `${(heightOf(target) / height) * 100}%` }}>
          {t('plan.targetLine', { target: say(target) })}
        </span>
      </div>
      <figcaption className="bar spread quiet small figure">
        <span>{said(months[0]?.month ?? last.month)}</span>
        <span>{said(last.month)}</span>
      </figcaption>
      <details>
        <summary className="small">{t('plan.asTable')}</summary>
        <table className={styles.table}>
          <VisuallyHidden component="caption">{label}</VisuallyHidden>
          <tbody>
            {steps.map(({ month: day, reached }) => (
              <tr key={day}>
                <th scope="row">{said(day)}</th>
                <td className="figure">{say(reached)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
