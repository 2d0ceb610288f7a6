import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addToCase, type CaseItem, endStages, type Stage, stages } from '../api/cases.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'

/** Moves a case on by hand; says plainly that an end silences everything automatic about it. */
export function ChangeStage({
  found,
  isSmall = false,
}: {
  found: Pick<CaseItem, 'id' | 'stage' | 'pseudonym'>
  isSmall?: boolean
}) {
  const { t } = useTranslation(['desk', 'cases'])
  const may = useMay()
  const possible = stagesAfter(found.stage)
  const [chosen, choose] = useState<string>()
  const to = possible.find((stage) => stage === chosen) ?? possible[0]
  if (!may('cases.change') || !to) return null
  const isEnd = endStages.some((stage) => stage === to)
  return (
    <Confirm
      words={isSmall ? t('cases:board.move') : t('cases.changeStage')}
      size={isSmall ? 'compact-xs' : 'sm'}
      title={isSmall ? t('cases:board.moveTitle', { name: found.pseudonym }) : t('cases.changeStage')}
      act={t(isEnd ? 'cases.endAct' : 'acts.save')}
      danger={isEnd}
      send={(typed) => addToCase(found.id, 'stage', { stage: to, evidence: typed.text('evidence') || undefined })}
    >
      <ChoiceField
        name="stage"
        label={t('cases.newStage')}
        value={to}
        onChange={(value) => choose(value ?? to)}
        data={possible.map((stage) => ({ value: stage, label: t(`cases:stages.${stage}`) }))}
      />
      {isEnd && (
        <Alert color="danger" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('cases.endTitle')}>
          {t('cases.endWords')}
        </Alert>
      )}
      <TextField
        name="evidence"
        label={t('cases.evidence')}
        description={`${t('cases.evidenceHint')} ${t('cases.noNames')}`}
      />
    </Confirm>
  )
}

/** What donors are told as done comes with an update that somebody else approves, never by hand. */
const byHand = stages.filter((stage) => stage !== 'treated' && stage !== 'recovered')

/** Where a case may go by hand: to "approved", or to an end; back only from withdrawn. The server decides in the end. */
export function stagesAfter(stage: Stage): Stage[] {
  if (stage === 'died' || stage === 'transferred') return []
  if (stage === 'withdrawn') return ['registered', 'died']
  const place = stages.indexOf(stage)
  return byHand.filter(
    (other) => stages.indexOf(other) > place || (endStages.some((end) => end === other) && other !== stage),
  )
}
