/** `{{1}}`, `{{name}}` as Meta writes gaps, `{{first.DATA}}` as WeChat does. */
const gap = /\{\{\s*(\w+)(?:\.DATA)?\s*\}\}/g

/** The names of a text's gaps in their order, each once. */
export function gapsIn(text: string): string[] {
  return [...new Set([...text.matchAll(gap)].map(([, name = '']) => name))]
}

/** The words of a template with its gaps filled; a gap without a value stays as it is. */
export function fillGaps(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(gap, (whole, name: string) => values[name] || whole)
}
