import type { Child } from 'hono/jsx'

interface Bar {
  readonly label: string
  /** Length in the chart's unit; bars start at zero. */
  readonly value: number
  /** The figure as people read it, with its currency. */
  readonly figure: string
}

/** A bar chart as a description list: the title is the question it answers, every bar carries its own label and figure. */
export function BarChart({
  question,
  bars,
  table,
  tableLabel,
}: {
  question: string
  bars: readonly Bar[]
  table: Child
  tableLabel: string
}) {
  const longest = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <figure class="chart">
      <figcaption>{question}</figcaption>
      <dl>
        {bars.map(({ label, value, figure }, index) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <svg class={`bar bar-${index}`} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width={Math.round((value / longest) * 1000) / 10} height="10" />
              </svg>
              <span>{figure}</span>
            </dd>
          </div>
        ))}
      </dl>
      <details class="more">
        <summary>{tableLabel}</summary>
        {table}
      </details>
    </figure>
  )
}
