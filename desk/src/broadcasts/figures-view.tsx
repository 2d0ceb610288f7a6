import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Figures } from '../api/broadcasts.ts'
import { DataTable } from '../pieces/list-frame.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'

/** What the channel itself counts of a broadcast. What it does not tell is said to be unknown. */
export function FiguresView({ figures }: { figures: readonly Figures[] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (figures.length === 0) return null
  const counted = (figure: number | null) =>
    figure === null ? t('broadcasts.figures.unknown') : formats.number(figure)
  return (
    <Section title={t('broadcasts.figures.title')} lead={t('broadcasts.figures.lead')}>
      <DataTable
        stacked
        head={[
          t('broadcasts.channel'),
          { title: t('broadcasts.figures.seen'), amount: true },
          { title: t('broadcasts.figures.pressed'), amount: true },
          { title: t('broadcasts.figures.played'), amount: true },
          t('broadcasts.figures.asked'),
        ]}
      >
        {figures.map(({ channel, channelName, seen, pressed, played, askedAt }) => (
          <Table.Tr key={`${channel} ${channelName}`}>
            <Table.Td data-lead>{channelName}</Table.Td>
            {[seen, pressed, played].map((figure, place) => (
              <Table.Td key={[place].join()} className="figure amount">
                {counted(figure)}
              </Table.Td>
            ))}
            <Table.Td>{askedAt ? formats.ago(askedAt) : t('broadcasts.figures.notReady')}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Section>
  )
}
