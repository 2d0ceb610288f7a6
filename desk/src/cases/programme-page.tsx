import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Programme, programmeName, useProgrammes } from '../api/cases.ts'
import { usePlan } from '../api/plans.ts'
import { ComingPage, Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { useFormats } from '../words/formats.ts'
import { Goals } from './goals.tsx'
import { PlanChanges } from './plan-changes.tsx'
import { UsualCosts } from './usual-costs.tsx'

/** What a programme sets out to reach, how far it is, what its needs usually cost, and who changed that. */
export function ProgrammePage() {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const { programmeId = '' } = useParams({ strict: false })
  const { data: programmes } = useProgrammes()
  const { data: plan, error, refetch } = usePlan(programmeId)
  const back = { to: '/cases', words: t('nav.cases') }
  const programme = programmes?.find(({ id }) => id === programmeId)
  if (error) {
    return (
      <Page title={t('nav.cases')} back={back}>
        <ErrorNote error={error} retry={() => void refetch()} />
      </Page>
    )
  }
  if (!plan || !programme) return <ComingPage />
  return (
    <Page title={programmeName(programme, formats.language)} back={back} lead={t('cases:plan.lead')}>
      <div className="columns">
        <div className="stack">
          <Goals programme={programme} goals={plan.goals} />
        </div>
        <div className="stack">
          <UsualCosts programme={programme} costs={plan.costs} />
          <Changes programme={programme} />
        </div>
      </div>
    </Page>
  )
}

function Changes({ programme }: { programme: Programme }) {
  const { t } = useTranslation('cases')
  return (
    <Section title={t('plan.changes')}>
      <PlanChanges programme={programme} />
    </Section>
  )
}
