import {
  Checkbox,
  type CheckboxProps,
  FileInput,
  type FileInputProps,
  PasswordInput,
  type PasswordInputProps,
  Select,
  type SelectProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useField } from './form.tsx'

type Named<Props> = Omit<Props, 'name' | 'error'> & { name: string }

export function TextField({ name, ...props }: Named<TextInputProps>) {
  return <TextInput {...useField(name)} {...props} />
}

export function LongTextField({ name, ...props }: Named<TextareaProps>) {
  return <Textarea autosize minRows={3} maxRows={14} {...useField(name)} {...props} />
}

/** A secret that can be shown while it is typed. */
export function SecretField({ name, ...props }: Named<PasswordInputProps>) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t('acts.showSecret'), tabIndex: 0 }}
      {...useField(name)}
      {...props}
    />
  )
}

/** One of a few; `data` are values with their words. A `required` one says so before anything is sent. */
export function ChoiceField({ name, ...props }: Named<SelectProps>) {
  return <Select {...useField(name)} {...(props.required ? { 'data-needs': name } : {})} {...props} />
}

export function TickField({ name, ...props }: Named<CheckboxProps>) {
  return <Checkbox {...useField(name)} {...props} />
}

/** A file from this device. */
export function FileField({ name, ...props }: Named<FileInputProps>) {
  return <FileInput clearable leftSection={<IconPaperclip size={16} aria-hidden />} {...useField(name)} {...props} />
}

/** A calendar day, with the device's own picker. */
export function DayField({ name, ...props }: Named<TextInputProps>) {
  return <TextInput type="date" {...useField(name)} {...props} />
}

/** An amount in major units; read it with `parseMoney`, which refuses whatever could be read in two ways. */
export function AmountField({ name, currency, ...props }: Named<TextInputProps> & { currency: string }) {
  return (
    <TextInput
      inputMode="decimal"
      rightSection={<span className="quiet small">{currency}</span>}
      rightSectionWidth={52}
      {...useField(name)}
      {...props}
    />
  )
}
