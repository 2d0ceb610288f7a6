import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isUnderWay, type TagRun, undoTagRun, useTagRun } from '../api/tags.ts'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { attempt } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'

/** How far tags for many are, what came of it, and the way back. */
export function TagRunView({ id, close }: { id: string; close: () => void }) {
  const { t } = useTranslation()
  const { data: run, error, refetch } = useTagRun(id)
  if (error) return <ErrorNote error={error} retry={() => void refetch()} />
  if (!run) return null
  return (
    <Section
      title={t(`people.runs.${run.deed}`, { tags: run.tags.join(', ') })}
      acts={
        <Button size="xs" variant="subtle" color="quiet" onClick={close}>
          {t('acts.close')}
        </Button>
      }
    >
      <div role="status" className="stack tight">
        {isUnderWay(run) && (
          <Progress
            animated
            value={run.people === 0 ? 0 : (run.done / run.people) * 100}
            aria-label={t(`people.runStates.${run.state}`)}
          />
        )}
        <p>
          <RunWords run={run} />
        </p>
      </div>
      {run.isUndoable && run.changed > 0 && (
        <div className="bar">
          <Button size="xs" variant="default" onClick={() => void attempt(() => undoTagRun(id))}>
            {t('acts.undo')}
          </Button>
          <span className="quiet small">{t('people.undoHint')}</span>
        </div>
      )}
    </Section>
  )
}

function RunWords({ run: { deed, state, people, done, changed, full } }: { run: TagRun }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (state === 'undone') return t('people.runStates.undone')
  if (state !== 'done') {
    const far = { done: formats.number(done), total: formats.number(people) }
    return `${t(`people.runStates.${state}`)} ${t('people.runFar', far)}`
  }
  const told = t(`people.ran.${deed}`, { count: changed, shown: formats.number(changed) })
  return full === 0 ? told : `${told} ${t('people.runFull', { count: full, shown: formats.number(full) })}`
}
