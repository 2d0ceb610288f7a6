import { Alert } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CaseDetail, endStages, useCase } from '../api/cases.ts'
import { useMay } from '../api/session.ts'
import { Facts } from '../pieces/facts.tsx'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { Knot, Thread } from '../pieces/thread.tsx'
import { useFormats } from '../words/formats.ts'
import { GiftsOfCase } from './case-gifts.tsx'
import { Needs } from './case-needs.tsx'
import { StageBadge } from './cases-page.tsx'
import { ChangeStage } from './change-stage.tsx'
import { Consents } from './consents.tsx'
import { Documents } from './documents.tsx'
import { EraseCase } from './erase-case.tsx'
import { Photographs } from './photographs.tsx'
import { PutForward } from './put-forward.tsx'
import { UntoldNote } from './untold-note.tsx'
import { Updates } from './updates.tsx'

/** One course of help: what it needs, what was spent, whose gifts paid, and what was told. */
export function CasePage() {
  const { t } = useTranslation(['desk', 'cases'])
  const { caseId } = useParams({ from: '/frame/cases/$caseId' })
  const { data: found, error, refetch } = useCase(caseId)
  const may = useMay()
  const back = { to: '/cases', words: t('nav.cases') }
  if (error) {
    return (
      <Page title={t('nav.cases')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!found) return <ComingPage />
  const facts = [
    t(`cases:ages.${found.ageBand}`),
    t(`cases:regions.${found.region}`),
    t(`cases:conditions.${found.conditionClass}`),
  ]
  const hasEnded = endStages.some((stage) => stage === found.stage)
  return (
    <Page
      title={found.pseudonym}
      back={back}
      lead={
        <span className="begins">
          <Facts of={facts} />
        </span>
      }
      acts={
        <>
          <PutForward found={found} />
          <ChangeStage found={found} />
          <EraseCase found={found} />
        </>
      }
    >
      {hasEnded && (
        <Alert variant="light" color="quiet" icon={<IconInfoCircle aria-hidden />} title={t('cases.endedTitle')}>
          {t('cases.endedWords')}
          {may('broadcasts.write') && (
            <p>
              <Link to="/broadcasts/new" search={{ moved: found.id }}>
                {t('cases.tellMoved')}
              </Link>
            </p>
          )}
        </Alert>
      )}
      {!hasEnded && <UntoldNote found={found} />}
      <div className="columns">
        <div className="stack">
          <Updates found={found} hasEnded={hasEnded} />
          <Needs found={found} hasEnded={hasEnded} />
          <GiftsOfCase found={found} />
        </div>
        <div className="stack">
          <Stages found={found} hasEnded={hasEnded} />
          <Documents found={found} />
          <Consents found={found} />
          <Photographs found={found} />
        </div>
      </div>
    </Page>
  )
}

function Stages({ found, hasEnded }: { found: CaseDetail; hasEnded: boolean }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  return (
    <Section title={t('cases.stage')} acts={<StageBadge stage={found.stage} />}>
      <Thread label={t('cases.stage')}>
        {found.stageChanges.map(({ to, at, evidence, changedBy }) => (
          <Knot
            key={at}
            state={endStages.some((stage) => stage === to) ? 'ended' : 'done'}
            title={t(`cases:stages.${to}`)}
            when={formats.moment(at)}
          >
            <p className="quiet small">
              <Facts of={[evidence, changedBy && t('cases.by', { name: changedBy })]} />
            </p>
          </Knot>
        ))}
        {!hasEnded && found.stage !== 'recovered' && <Knot state="coming" title={t('cases.next')} />}
      </Thread>
    </Section>
  )
}
