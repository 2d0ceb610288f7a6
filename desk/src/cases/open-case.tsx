import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createFund, useFunds } from '../api/campaigns.ts'
import { createProgramme, openCase, type Programme, programmeName } from '../api/cases.ts'
import { useSession } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { ChoiceField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { useFormats } from '../words/formats.ts'

const ageBands = ['0-1', '2-5', '6-11', '12-17', '18-64', '65+'] as const
const illustrations = ['kite', 'lanterns', 'valley'] as const

/** Opens a case: a pseudonym and coarse facts, never a name or a diagnosis. */
export function OpenCase({ programmes }: { programmes: readonly Programme[] }) {
  const { t, i18n } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const navigate = useNavigate()
  const wordsOf = (group: string) => {
    const words: unknown = i18n.getResource(i18n.language, 'cases', group)
    return Object.entries(typeof words === 'object' && words !== null ? words : {})
      .filter(([value]) => value !== 'untold')
      .map(([value, label]) => ({ value, label: String(label) }))
  }
  const open = async (typed: Typed) => {
    const fields = ['programmeId', 'pseudonym', 'ageBand', 'region', 'conditionClass', 'picture'] as const
    const caseId = await openCase(Object.fromEntries(fields.map((field) => [field, typed.text(field)])))
    await navigate({ to: '/cases/$caseId', params: { caseId } })
  }
  return (
    <Confirm words={t('cases.open')} variant="filled" title={t('cases.open')} act={t('cases.openAct')} send={open}>
      <p className="quiet">{t('cases.openWords')}</p>
      <ChoiceField
        name="programmeId"
        label={t('cases.programme')}
        defaultValue={programmes[0]?.id ?? null}
        data={programmes.map((one) => ({ value: one.id, label: programmeName(one, formats.language) }))}
      />
      <TextField name="pseudonym" label={t('cases.pseudonym')} description={t('cases.pseudonymHint')} />
      <ChoiceField
        name="ageBand"
        label={t('cases.age')}
        defaultValue="0-1"
        data={ageBands.map((band) => ({ value: band, label: t(`cases:ages.${band}`) }))}
      />
      <ChoiceField name="region" label={t('cases.region')} required searchable data={wordsOf('regions')} />
      <ChoiceField
        name="conditionClass"
        label={t('cases.condition')}
        defaultValue="cleft"
        data={wordsOf('conditions')}
      />
      <ChoiceField
        name="picture"
        label={t('cases.picture')}
        description={t('cases.pictureHint')}
        defaultValue="kite"
        data={illustrations.map((name) => ({ value: name, label: t(`cases.pictures.${name}`) }))}
      />
    </Confirm>
  )
}

/** The first step of a new organisation: what its cases belong to. */
export function CreateProgramme() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { organisation } = useSession()
  const { data: funds = [] } = useFunds()
  const create = async (typed: Typed) => {
    const slug = typed.text('slug')
    const name = typed.text('name')
    const fundId = typed.text('fundId') || (await createFund({ code: slug, name, isRestricted: true }))
    const { currency } = organisation
    await createProgramme({ slug, fundId, currency, name: { [formats.language]: name }, picture: 'kite' })
  }
  return (
    <Confirm
      words={t('programmes.create')}
      variant="filled"
      title={t('programmes.create')}
      act={t('programmes.create')}
      send={create}
    >
      <p className="quiet">{t('programmes.words')}</p>
      <TextField name="name" label={t('programmes.name')} />
      <TextField name="slug" label={t('programmes.slug')} description={t('programmes.slugHint')} />
      <ChoiceField
        name="fundId"
        label={t('campaigns.fund')}
        defaultValue={funds[0]?.fundId ?? ''}
        data={[
          ...funds.map(({ fundId, name }) => ({ value: fundId, label: name })),
          { value: '', label: t('campaigns.newFund') },
        ]}
      />
    </Confirm>
  )
}
