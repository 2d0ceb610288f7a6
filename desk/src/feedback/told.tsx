import { Badge } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { progressStages } from '../api/cases.ts'
import { correctUpdate, type ToldUpdate, useTold } from '../api/feedback.ts'
import { planRound, type RoundDetail } from '../api/rounds.ts'
import { useMay } from '../api/session.ts'
import { UpdateWords, updateWordsIn } from '../cases/update-words.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import { Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { say } from '../pieces/said.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './words.module.css'

/** What a round tells, child by child; where it was wrong, it is put right from here. */
export function Told({ round }: { round: RoundDetail }) {
  const { t } = useTranslation('feedback')
  const { data: told, error } = useTold(round.id)
  if (told?.length === 0) return null
  return (
    <Section title={t('told.title')}>
      {error && <ErrorNote error={error} />}
      <div className="lines">
        {told?.map((update) => (
          <ToldView key={update.updateId} update={update} round={round} />
        ))}
      </div>
    </Section>
  )
}

function ToldView({ update, round }: { update: ToldUpdate; round: RoundDetail }) {
  const { t } = useTranslation(['feedback', 'cases'])
  const may = useMay()
  const { pseudonym, stage, words, heard, returned, caseId, corrects, corrections } = update
  return (
    <article className="stack tight" aria-label={pseudonym}>
      <div className="bar spread">
        <span>
          <Link to="/cases/$caseId" params={{ caseId }} className="row-link">
            {pseudonym}
          </Link>{' '}
          <span className="quiet small">{t(`cases:stages.${stage}`)}</span>
        </span>
        <span className="quiet small">
          {heard > 0 && t('told.heard', { count: heard })}
          {heard > 0 && returned > 0 && ' · '}
          {returned > 0 && t('told.returned', { count: returned })}
        </span>
      </div>
      <p className="words">{words}</p>
      {corrects && (
        <p className="small">
          {t('told.corrects')}
          {corrects.roundId && (
            <>
              {' · '}
              <Link to="/rounds/$roundId" params={{ roundId: corrects.roundId }}>
                {t('told.toFirst')}
              </Link>
            </>
          )}
        </p>
      )}
      {corrections.map((one) => (
        <Correction key={one.updateId} correction={one} programmeId={round.programmeId} />
      ))}
      {heard + returned > 0 && may('updates.write') && (
        <div>
          <PutRight update={update} />
        </div>
      )}
    </article>
  )
}

interface CorrectionProps {
  correction: ToldUpdate['corrections'][number]
  programmeId: string
}

/** Where what puts it right stands: with a colleague, ready to be told, or told. */
function Correction({ correction: { state, at, roundId }, programmeId }: CorrectionProps) {
  const { t, i18n } = useTranslation('feedback')
  const formats = useFormats()
  const may = useMay()
  const navigate = useNavigate()
  const known = i18n.exists(`feedback:told.states.${state}`) ? t(`told.states.${state}`) : ''
  return (
    <div className="bar spread">
      <span className="small">
        <Badge color={roundId ? 'good' : state === 'declined' ? 'danger' : 'attention'}>{t('told.corrections')}</Badge>{' '}
        {roundId ? (
          <Link to="/rounds/$roundId" params={{ roundId }}>
            {t('told.correctedIn')}
          </Link>
        ) : (
          known
        )}{' '}
        <span className="quiet">{formats.ago(at)}</span>
      </span>
      {!roundId && state === 'approved' && may('rounds.plan') && (
        <Confirm
          words={t('told.plan')}
          size="xs"
          variant="filled"
          title={t('told.plan')}
          act={t('desk:rounds.planAct')}
          send={async () => {
            const planned = await planRound({ programmeId, kind: 'correction' })
            await navigate({ to: '/rounds/$roundId', params: { roundId: planned } })
          }}
        >
          <p>{t('told.correctWords')}</p>
        </Confirm>
      )}
    </div>
  )
}

function PutRight({ update: { updateId, caseId, pseudonym, stage, words } }: { update: ToldUpdate }) {
  const { t } = useTranslation(['feedback', 'cases', 'desk'])
  return (
    <Confirm
      words={t('told.correct')}
      size="xs"
      title={t('told.correctTitle', { name: pseudonym })}
      act={t('told.act')}
      send={async (typed) => {
        const evidence = typed.text('evidence')
        await correctUpdate(updateId, {
          stage: typed.text('stage'),
          texts: updateWordsIn(typed),
          ...(evidence ? { evidence } : {}),
        })
        say(t('told.handedIn'))
      }}
    >
      <p className="quiet">{t('told.correctWords')}</p>
      <div>
        <p className="small">{t('told.said')}</p>
        <blockquote className={`${styles.said} words`}>{words}</blockquote>
      </div>
      <ChoiceField
        name="stage"
        label={t('told.stage')}
        defaultValue={stage}
        data={progressStages.map((one) => ({ value: one, label: t(`cases:stages.${one}`) }))}
      />
      <UpdateWords caseId={caseId} label={t('told.words')} description={t('desk:cases.noNames')} />
      <TextField name="evidence" label={t('told.evidence')} description={t('desk:cases.noNames')} />
    </Confirm>
  )
}
