import { Badge, Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { programmeName, useProgrammes } from '../api/cases.ts'
import type { ProblemDetails } from '../api/client.ts'
import {
  type ImportKind,
  importHomes,
  importKinds,
  type StartedImport,
  startImport,
  useImports,
} from '../api/imports.ts'
import { problemOf } from '../api/problem.ts'
import { Page, Section } from '../pieces/page.tsx'
import { ProblemNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { ImportRun } from './import-run.tsx'
import { Mapping } from './mapping.tsx'

/** Brings in a spreadsheet: file, columns, dry run, and only then the real run. Never sends a message. */
export function ImportPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { kind: asked } = useParams({ from: '/frame/imports/$kind' })
  const { id } = useSearch({ from: '/frame/imports/$kind' })
  const kind = importKinds.find((one) => one === asked) ?? 'people'
  const [started, setStarted] = useState<StartedImport>()
  const back = {
    to: importHomes[kind],
    words: t(
      kind === 'orders'
        ? 'nav.gifts'
        : kind === 'needs'
          ? 'nav.cases'
          : kind === 'payouts'
            ? 'nav.books'
            : `nav.${kind}`,
    ),
  }
  const run = (importId: string) => {
    setStarted(undefined)
    void navigate({ to: '/imports/$kind', params: { kind }, search: { id: importId } })
  }
  return (
    <Page title={t(`imports.titles.${kind}`)} lead={t('imports.neverSends')} back={back}>
      {id && <ImportRun key={id} id={id} />}
      {!id && started && (
        <Mapping started={started} onStart={() => run(started.id)} onBack={() => setStarted(undefined)} />
      )}
      {!id && !started && <ChooseFile kind={kind} onStarted={setStarted} />}
    </Page>
  )
}

function ChooseFile({ kind, onStarted }: { kind: ImportKind; onStarted: (started: StartedImport) => void }) {
  const { t } = useTranslation()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<ProblemDetails>()
  const upload = async (file: File | null) => {
    if (!file) return
    setPending(true)
    setProblem(undefined)
    try {
      onStarted(await startImport(kind, file))
    } catch (error) {
      setProblem(await problemOf(error))
    }
    setPending(false)
  }
  return (
    <>
      <Section title={t('imports.file')} lead={t(`imports.expects.${kind}`)}>
        {problem && <ProblemNote problem={problem} />}
        {kind === 'cases' && <ShortNames />}
        <FileButton onChange={upload} accept=".csv,.xlsx,text/csv">
          {(props) => (
            <Button
              {...props}
              loading={pending}
              leftSection={<IconUpload size={16} aria-hidden />}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
      </Section>
      <Earlier kind={kind} />
    </>
  )
}

/** What a file must call the programmes by. */
function ShortNames() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: programmes = [] } = useProgrammes()
  return (
    <p className="small">
      {t('imports.programmes')}{' '}
      {programmes.map((programme, place) => (
        <span key={programme.id}>
          {place > 0 && ' · '}
          <code>{programme.slug}</code> <span className="quiet">{programmeName(programme, formats.language)}</span>
        </span>
      ))}
    </p>
  )
}

function Earlier({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data: imports = [] } = useImports(kind)
  const begun = imports.filter(({ state }) => state !== 'draft')
  if (begun.length === 0) return null
  return (
    <Section title={t('imports.earlier')}>
      {begun.map(({ id, fileName, state, totalRows, createdAt }) => (
        <div key={id} className="bar spread">
          <Link to="/imports/$kind" params={{ kind }} search={{ id }} className="row-link">
            {fileName}
          </Link>
          <span className="quiet small">
            {t('imports.rows', { count: totalRows })} · {formats.ago(createdAt)}{' '}
            <Badge color={state === 'done' ? 'good' : state === 'failed' ? 'danger' : 'attention'}>
              {t(`imports.states.${state}`)}
            </Badge>
          </span>
        </div>
      ))}
    </Section>
  )
}
