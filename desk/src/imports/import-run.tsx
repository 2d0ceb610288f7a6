import { Badge, Progress, SegmentedControl, Table } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  applyImport,
  type ImportDetail,
  type ImportRow,
  importHomes,
  importKinds,
  useImport,
  useImportRows,
  verdicts,
} from '../api/imports.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { ListFrame } from '../pieces/list-frame.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'

/** The dry run and the real run of one import: how far, what became of each row, and the button between them. */
export function ImportRun({ id }: { id: string }) {
  const { data: found, error, refetch } = useImport(id)
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!found) return <Loading />
  return (
    <>
      <Standing found={found} />
      {found.state !== 'checking' && <Rows found={found} />}
    </>
  )
}

function Standing({ found }: { found: ImportDetail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { id, kind, state, fileName, totalRows, doneRows, counts } = found
  const home = importKinds.find((one) => one === kind)
  const isRunning = state === 'checking' || state === 'applying'
  const toWrite = counts.create + counts.update
  return (
    <Section
      title={fileName}
      acts={
        <Badge color={state === 'failed' ? 'danger' : state === 'done' ? 'good' : 'attention'}>
          {t(`imports.states.${state}`)}
        </Badge>
      }
    >
      <div role="status" className="stack tight">
        {isRunning && (
          <Progress
            animated
            value={totalRows === 0 ? 0 : (doneRows / totalRows) * 100}
            aria-label={t(`imports.states.${state}`)}
          />
        )}
        <p>
          {isRunning
            ? t('imports.progress', { done: formats.number(doneRows), total: formats.number(totalRows) })
            : t('imports.sum', {
                create: formats.number(counts.create),
                update: formats.number(counts.update),
                unchanged: formats.number(counts.unchanged),
                refused: formats.number(counts.refused),
              })}
        </p>
      </div>
      {state === 'done' && home && <Link to={importHomes[home]}>{t('imports.toList')}</Link>}
      {(state === 'checked' || state === 'failed') && toWrite > 0 && (
        <div>
          <Confirm
            words={t(state === 'failed' ? 'imports.resume' : 'imports.apply', { count: toWrite })}
            variant="filled"
            title={t('imports.applyTitle', { count: toWrite })}
            act={t('imports.applyAct')}
            send={() => applyImport(id)}
          >
            <p>{t('imports.applyWords')}</p>
          </Confirm>
        </div>
      )}
    </Section>
  )
}

const colours = { create: 'good', update: 'accent', unchanged: 'quiet', refused: 'danger' } as const

function Rows({ found: { id, counts, state } }: { found: ImportDetail }) {
  const { t } = useTranslation()
  const [wanted, want] = useState<string>(counts.refused > 0 ? 'refused' : 'all')
  const verdict = verdicts.find((one) => one === wanted)
  const list = useImportRows(id, verdict, state)
  return (
    <>
      <div className="scroll">
        <SegmentedControl
          size="xs"
          aria-label={t('imports.verdict')}
          value={wanted}
          onChange={want}
          data={[
            { value: 'all', label: t('acts.all') },
            ...verdicts
              .filter((one) => counts[one] > 0)
              .map((one) => ({ value: one, label: `${t(`imports.verdicts.${one}`)} ${counts[one]}` })),
          ]}
        />
      </div>
      <ListFrame
        list={list}
        empty={<Empty icon={IconTable} title={t('imports.noRows')} words={t('imports.noRowsWords')} />}
        head={[t('imports.row'), t('imports.verdict'), t('imports.content')]}
        row={(row) => <RowLine key={row.row} row={row} />}
      />
    </>
  )
}

function RowLine({ row: { row, cells, verdict, problem } }: { row: ImportRow }) {
  const { t } = useTranslation()
  return (
    <Table.Tr>
      <Table.Td className="figure">{row}</Table.Td>
      <Table.Td>{verdict && <Badge color={colours[verdict]}>{t(`imports.verdicts.${verdict}`)}</Badge>}</Table.Td>
      <Table.Td>
        {problem && (
          <p>
            <strong>{problem.title}</strong> {problem.remedy}
          </p>
        )}
        <span className="quiet small">{Object.values(cells).filter(Boolean).join(' · ')}</span>
      </Table.Td>
    </Table.Tr>
  )
}
