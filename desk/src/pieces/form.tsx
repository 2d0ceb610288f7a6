import { Button, type ButtonProps } from '@mantine/core'
import { createContext, type FormEvent, type PropsWithChildren, useContext, useRef, useState } from 'react'
import type { ProblemDetails } from '../api/client.ts'
import { problemOf, requiredProblem } from '../api/problem.ts'
import { fieldAtFault, goToField } from './field-at-fault.ts'
import { ProblemNote } from './problem-note.tsx'

interface FormState {
  pending: boolean
  problem: ProblemDetails | undefined
}

const FormContext = createContext<FormState>({ pending: false, problem: undefined })

/** What was typed, by the names of the fields. */
export interface Typed {
  /** Trimmed; empty when the field is missing. */
  text(name: string): string
  /** Exactly as typed: passwords. */
  exact(name: string): string
  isTicked(name: string): boolean
  all(name: string): string[]
  /** The chosen file, unless none was. */
  file(name: string): File | undefined
}

interface FormProps {
  /** Sends the form; what it throws is shown beside the field at fault, or below the form. */
  send: (typed: Typed) => Promise<unknown>
  onDone?: () => void
  className?: string
}

/** A form that keeps what was typed when sending fails, and puts the reader at the field at fault. */
export function Form({ send, onDone, className = 'stack', children }: PropsWithChildren<FormProps>) {
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<FormState & { isAtField: boolean }>({
    pending: false,
    problem: undefined,
    isAtField: false,
  })
  // What is wrong with a field stops being said once it is changed.
  const forgive = ({ target }: FormEvent) => {
    const name = target instanceof Element ? target.getAttribute('name') : null
    if (state.isAtField && name === state.problem?.field) {
      setState({ pending: false, problem: undefined, isAtField: false })
    }
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!form.current || state.pending) return
    setState({ pending: true, problem: undefined, isAtField: false })
    try {
      requireFilled(form.current)
      await send(typedIn(form.current))
      setState({ pending: false, problem: undefined, isAtField: false })
      onDone?.()
    } catch (error) {
      const problem = await problemOf(error)
      const field = form.current && elementAtFault(form.current, problem.field)
      setState({
        pending: false,
        problem: field ? { ...problem, field: field.getAttribute('name') ?? undefined } : problem,
        isAtField: Boolean(field),
      })
      if (field) goToField(field)
    }
  }
  return (
    <FormContext.Provider value={state}>
      <form ref={form} onSubmit={submit} onInput={forgive} className={className} noValidate>
        {children}
        {state.problem && !state.isAtField && <ProblemNote problem={state.problem} />}
      </form>
    </FormContext.Provider>
  )
}

function elementAtFault(form: HTMLFormElement, asked: string | undefined): HTMLElement | undefined {
  const named = [...form.querySelectorAll<HTMLElement>('[name]')]
  const name = asked && fieldAtFault(asked, [...new Set(named.map((one) => one.getAttribute('name') ?? ''))])
  return named.find((one) => one.getAttribute('name') === name)
}

// The server would refuse an empty choice too, but can only speak of values it does not know.
function requireFilled(form: HTMLFormElement): void {
  const values = new FormData(form)
  for (const wanted of form.querySelectorAll<HTMLElement>('[data-needs]')) {
    const field = wanted.dataset.needs ?? ''
    if (values.get(field) === '') throw requiredProblem(field)
  }
}

function typedIn(form: HTMLFormElement): Typed {
  const values = new FormData(form)
  const exact = (name: string) => {
    const value = values.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    exact,
    text: (name) => exact(name).trim(),
    isTicked: (name) => values.get(name) !== null,
    all: (name) => values.getAll(name).filter((value) => typeof value === 'string'),
    file: (name) => {
      const value = values.get(name)
      return value instanceof File && value.size > 0 ? value : undefined
    },
  }
}

/** What a Mantine input needs to take part: its name, and the words of what is wrong with it. */
export function useField(name: string): { name: string; error: string | undefined } {
  const { problem } = useContext(FormContext)
  return { name, error: problem?.field === name ? `${problem.title} ${problem.remedy}` : undefined }
}

/** Sends the form; busy while it travels. */
export function Submit({ children, ...props }: PropsWithChildren<ButtonProps>) {
  const { pending } = useContext(FormContext)
  return (
    <Button type="submit" loading={pending} {...props}>
      {children}
    </Button>
  )
}
