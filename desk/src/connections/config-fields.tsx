import { useTranslation } from 'react-i18next'
import type { ConfigField } from '../api/connections.ts'
import { ChoiceField, LongTextField, SecretField, TextField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'

interface ConfigFieldsProps {
  /** The namespace of the words: `channels` or `payments`. */
  group: 'channels' | 'payments'
  kind: string
  fields: readonly ConfigField[]
  name: string
  shown?: Record<string, unknown>
  /** The secrets that are set already; left empty they stay. */
  secretsSet?: readonly string[]
}

/** The settings a kind asks for, each with where to find it. Secrets go in and never come out. */
export function ConfigFields({ group, kind, fields, name, shown = {}, secretsSet = [] }: ConfigFieldsProps) {
  const { t, i18n } = useTranslation(['desk', group])
  const words = (field: string, part: string) => {
    const key = `${group}:${kind}.fields.${field}.${part}`
    return i18n.exists(key) ? t(key) : part === 'label' ? field : ''
  }
  return (
    <>
      <TextField
        name="name"
        label={t('connections.name')}
        description={t('connections.nameHint')}
        defaultValue={name}
      />
      {fields.map(({ name: field, secret, choices }) => {
        const label = words(field, 'label')
        const description = words(field, 'hint')
        if (secret) {
          const isSet = secretsSet.includes(field)
          return (
            <SecretField
              key={field}
              name={field}
              label={label}
              description={description}
              autoComplete="off"
              {...(isSet ? { placeholder: t('connections.secretSet') } : {})}
            />
          )
        }
        if (choices) {
          return (
            <ChoiceField
              key={field}
              name={field}
              label={label}
              description={description}
              defaultValue={textOf(shown[field]) || (choices[0] ?? '')}
              data={choices.map((choice) => ({ value: choice, label: words(field, `choices.${choice}`) || choice }))}
            />
          )
        }
        const Field = manyLined.has(field) ? LongTextField : TextField
        return (
          <Field key={field} name={field} label={label} description={description} defaultValue={textOf(shown[field])} />
        )
      })}
    </>
  )
}

// A list of addresses, one a line.
const manyLined = new Set(['origins'])

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : value === undefined || value === null ? '' : String(value)
}

/** What was typed, by field; empty fields are left out, so that a secret stays what it is. */
export function configIn(typed: Typed, fields: readonly ConfigField[]): Record<string, unknown> {
  const values = fields.map(({ name, secret }) => {
    const text = secret ? typed.exact(name).trim() : typed.text(name)
    return [name, manyLined.has(name) ? text.split(/\s+/).filter(Boolean) : text] as const
  })
  return Object.fromEntries(values.filter(([, value]) => value.length > 0))
}
