import { NativeSelect, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fillGaps } from '../../../src/conversations/templates/gaps.ts'
import type { Language } from '../../../src/platform/languages.ts'
import type { MessageInTemplate } from '../api/broadcasts.ts'
import { type MessageTemplate, useTemplates } from '../api/templates.ts'
import { useField } from '../pieces/form.tsx'
import styles from './bubble.module.css'
import { chosenFor, offeredOf, withChoice } from './template-choice.ts'

interface TemplateChoicesProps {
  language: Language
  chosen: readonly MessageInTemplate[]
  change: (chosen: readonly MessageInTemplate[]) => void
}

/** For every kind of channel that closes its window: the approved words that go instead, and what fills their gaps. */
export function TemplateChoices({ language, chosen, change }: TemplateChoicesProps) {
  const { t } = useTranslation()
  const { data } = useTemplates()
  const kinds = [...new Set(data?.accounts.map(({ kind }) => kind))]
  if (kinds.length === 0) return null
  return (
    <fieldset className="group stack tight">
      <legend>{t('broadcasts.templates.title')}</legend>
      <p className="quiet small">{t('broadcasts.templates.lead')}</p>
      {kinds.map((kind) => (
        <KindChoice
          key={kind}
          kind={kind}
          language={language}
          offered={offeredOf(data, kind)}
          chosen={chosen.find((one) => one.kind === kind)}
          change={(one) => change(withChoice(chosen, kind, one))}
        />
      ))}
    </fieldset>
  )
}

interface KindChoiceProps {
  kind: string
  language: Language
  offered: readonly MessageTemplate[]
  chosen: MessageInTemplate | undefined
  change: (chosen: MessageInTemplate | undefined) => void
}

function KindChoice({ kind, language, offered, chosen, change }: KindChoiceProps) {
  const { t } = useTranslation(['desk', 'channels'])
  const channel = t(`channels:${kind}.name`)
  const template = offered.find(({ name, language: tag }) => name === chosen?.name && tag === chosen?.language)
  if (offered.length === 0 && chosen === undefined) {
    return (
      <p className="small">
        {t('inbox.template.none', { channel })} <Link to="/templates">{t('templates.manage')}</Link>
      </p>
    )
  }
  const pick = (id: string) => {
    const picked = offered.find((one) => one.id === id)
    change(picked && chosenFor(kind, picked))
  }
  return (
    <div className="stack tight">
      <NativeSelect
        label={channel}
        value={template?.id ?? (chosen ? 'other' : '')}
        onChange={(event) => pick(event.currentTarget.value)}
        data={[
          { value: '', label: t('broadcasts.templates.without') },
          ...(chosen && !template ? [{ value: 'other', label: `${chosen.name} · ${chosen.language}` }] : []),
          ...offered.map((one) => ({ value: one.id, label: `${one.name} · ${one.language}` })),
        ]}
      />
      {chosen && template && (
        <>
          {template.parameters.map((name) => (
            <Gap
              key={name}
              field={`templates.${language}.${kind}.${name}`}
              label={t('inbox.template.gap', { name })}
              value={chosen.values[name] ?? ''}
              change={(value) => change({ ...chosen, values: { ...chosen.values, [name]: value } })}
            />
          ))}
          {template.takesUrl && (
            <Gap
              field={`templates.${language}.${kind}.url`}
              label={t('inbox.pieces.url')}
              value={chosen.url ?? ''}
              change={(url) => change({ ...chosen, url })}
            />
          )}
          <p className={`${styles.bubble} words`}>{fillGaps(template.text, chosen.values)}</p>
        </>
      )}
    </div>
  )
}

interface GapProps {
  field: string
  label: string
  value: string
  change: (value: string) => void
}

function Gap({ field, label, value, change }: GapProps) {
  return (
    <TextInput
      {...useField(field)}
      data-needs={field}
      label={label}
      maxLength={1000}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

/** The templates of a message as they will read, for whoever decides. */
export function TemplatesSaid({ templates }: { templates: readonly MessageInTemplate[] }) {
  const { t } = useTranslation(['desk', 'channels'])
  const { data } = useTemplates(templates.length > 0)
  if (templates.length === 0) return null
  return (
    <>
      <h3>{t('broadcasts.templates.title')}</h3>
      {templates.map((one) => {
        const template = offeredOf(data, one.kind).find(
          ({ name, language }) => name === one.name && language === one.language,
        )
        return (
          <div key={one.kind}>
            <p className="quiet small">
              {t(`channels:${one.kind}.name`)} · {one.name} · {one.language}
            </p>
            <p className={`${styles.bubble} words`}>
              {template ? fillGaps(template.text, one.values) : Object.values(one.values).join(' · ')}
            </p>
            {one.url && <p className="small">{one.url}</p>}
          </div>
        )
      })}
    </>
  )
}
