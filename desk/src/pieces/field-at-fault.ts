/**
 * The field of a form that a problem means. The server names it as the request does: an amount without its unit, the inside
 * of a value that is one field here (`amount.minor`), or a whole of which this form shows the parts (`texts`).
 */
export function fieldAtFault(asked: string, names: readonly string[]): string | undefined {
  const path = asked.split('.')
  const parents = path.map((_, depth) => path.slice(0, path.length - depth).join('.'))
  const candidates = [...parents, ...parents.map((one) => `${one}Minor`), path.at(-1) ?? '']
  return candidates.find((one) => names.includes(one)) ?? names.find((name) => name.startsWith(`${asked}.`))
}

/** Brings a field into view and puts the reader there: opens the tab it is hidden in; a list is where it is typed into. */
export function goToField(field: HTMLElement): void {
  const panel = field.closest('[role="tabpanel"]')
  const tab = panel && document.getElementById(panel.getAttribute('aria-labelledby') ?? '')
  if (tab?.getAttribute('aria-selected') === 'false') tab.click()
  const isHidden = field instanceof HTMLInputElement && field.type === 'hidden'
  const shown = isHidden ? field.parentElement?.querySelector<HTMLElement>('input:not([type="hidden"])') : field
  // A tab that has just been opened is there with the next frame.
  requestAnimationFrame(() => shown?.focus())
}
