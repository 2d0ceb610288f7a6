import type { Child, PropsWithChildren } from 'hono/jsx'

interface TextFieldProps {
  name: string
  label: string
  value: string | undefined
  hint?: string
  error?: string | undefined
  required?: boolean
  type?: 'text' | 'password'
  inputmode?: 'decimal' | 'text' | 'email' | 'tel'
  autocomplete?: string
  maxlength?: number
  /** Drawn inside the field's edge, before what is typed: a currency sign. */
  before?: string
  /** Offered while somebody types; anything else may be typed too. */
  choices?: readonly string[]
}

/** One line to type in, with its hint and, next to it, what is wrong with it. */
export function TextField({ name, label, value, hint, error, before, choices, ...input }: TextFieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <span class="typed">
        {before && <span aria-hidden="true">{before}</span>}
        <input
          id={name}
          name={name}
          value={value}
          aria-describedby={described || undefined}
          aria-invalid={error ? 'true' : undefined}
          list={choices && `${name}-choices`}
          {...input}
        />
      </span>
      {choices && (
        <datalist id={`${name}-choices`}>
          {choices.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
      <FieldError name={name} error={error} />
    </div>
  )
}

/** What is wrong with a field, tied to it by its id. */
function FieldError({ name, error }: { name: string; error: string | undefined }) {
  if (error === undefined) return null
  return (
    <p class="field-error" id={`${name}-error`}>
      {error}
    </p>
  )
}

interface ChoicesProps {
  name: string
  legend: string
  chosen: string | undefined
  choices: readonly { value: string; label: Child; hint?: string }[]
  error?: string | undefined
  /** `chips` for short amounts side by side, `stacked` for choices with a sentence each. */
  shape: 'chips' | 'stacked'
}

/** One choice among few, all of them in sight. */
export function Choices({ name, legend, chosen, choices, error, shape, children }: PropsWithChildren<ChoicesProps>) {
  return (
    <fieldset class={error ? `choices ${shape} wrong` : `choices ${shape}`} id={name} tabindex={error ? -1 : undefined}>
      <legend>{legend}</legend>
      <div>
        {choices.map(({ value, label, hint }) => (
          <label key={value}>
            <input type="radio" name={name} value={value} checked={value === chosen} />
            <span>
              {label}
              {hint && <small>{hint}</small>}
            </span>
          </label>
        ))}
      </div>
      {children}
      <FieldError name={name} error={error} />
    </fieldset>
  )
}

/** A box to tick. Never ticked beforehand where it asks for consent. */
export function Tick({ name, label, ticked, error }: TickProps) {
  return (
    <>
      <label class="tick">
        <input
          type="checkbox"
          id={name}
          name={name}
          value="yes"
          checked={ticked}
          aria-describedby={error && `${name}-error`}
          aria-invalid={error ? 'true' : undefined}
        />
        <span>{label}</span>
      </label>
      <FieldError name={name} error={error} />
    </>
  )
}

interface TickProps {
  name: string
  label: string
  ticked: boolean
  error?: string | undefined
}
