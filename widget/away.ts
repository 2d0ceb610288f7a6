import { element } from './draw.ts'
import type { Words } from './words.ts'

/** What is shown while nobody is there: a place for an e-mail address. It hides once something was left; `leave` is told what. */
export function awayForm({ away, address, leave: words }: Words, leave: (address: string) => void): HTMLFormElement {
  const input = element('input', { type: 'email', required: '', autocomplete: 'email', maxlength: '200' })
  input.setAttribute('aria-label', address)
  input.placeholder = address
  const send = element('button', { type: 'submit' }, words)
  const form = element('form', { class: 'away', hidden: '' }, element('p', {}, away), input, send)
  form.onsubmit = (event) => {
    event.preventDefault()
    form.hidden = true
    leave(input.value)
  }
  return form
}
