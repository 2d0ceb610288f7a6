import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addToCase, type CaseDetail, isToldAsDone, progressStages, stages, type Update } from '../api/cases.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { useProofChoice } from './proof-field.tsx'
import { UntoldNote } from './untold-note.tsx'
import { UpdateWords, updateWordsIn } from './update-words.tsx'

/** Writes news, afresh or `from` what was sent back: nothing of it has to be typed again. */
export function WriteUpdate({ found, from }: { found: CaseDetail; from?: Update }) {
  const { t } = useTranslation(['desk', 'cases'])
  const next = progressStages[stages.indexOf(found.stage) + 1] ?? found.stage
  const [stage, choose] = useState<string>(from?.stage ?? next)
  const newest = found.documents[0]
  const proof = useProofChoice(found, from?.proof ?? (newest ? { documentId: newest.id } : null))
  const write = async (typed: Typed) =>
    addToCase(found.id, 'updates', {
      stage: typed.text('stage'),
      evidence: typed.text('evidence') || undefined,
      ...(isToldAsDone(stage) ? { proof: await proof.bring(typed) } : {}),
      texts: updateWordsIn(typed),
    })
  return (
    <Confirm
      words={t(from ? 'updates.rewrite' : 'updates.write')}
      size="xs"
      variant={from ? 'default' : 'filled'}
      title={t('updates.writeTitle', { name: found.pseudonym })}
      act={t('updates.submit')}
      send={write}
    >
      <p className="quiet">{t('updates.writeWords')}</p>
      <UntoldNote found={found} />
      <ChoiceField
        name="stage"
        label={t('cases.stage')}
        value={stage}
        onChange={(value) => choose(value ?? stage)}
        data={progressStages.map((stage) => ({ value: stage, label: t(`cases:stages.${stage}`) }))}
      />
      <UpdateWords
        caseId={found.id}
        label={t('updates.text')}
        description={`${t('updates.textHint')} ${t('cases.noNames')}`}
        from={from?.texts ?? []}
      />
      <TextField
        name="evidence"
        label={t('cases.evidence')}
        description={`${t('updates.evidenceHint')} ${t('cases.noNames')}`}
        defaultValue={from?.evidence ?? ''}
      />
      {isToldAsDone(stage) && proof.field}
    </Confirm>
  )
}
