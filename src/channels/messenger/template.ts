import type { Template } from '../message.ts'

/**
 * An approved utility template with its gaps filled: numbered ones by place, named ones by name; a link's ending in the URL
 * button (Send a utility message, 2026-03-13). Only for news of a gift or a reply that was asked for, never for appeals. The
 * older notification messages by token have ended with 2026-02-10.
 */
export function sayTemplate({ name, language, values, url }: Template): object {
  const entries = Object.entries(values)
  const isNumbered = entries.every(([gap]) => /^\d+$/.test(gap))
  const inOrder = isNumbered ? entries.toSorted(([one], [two]) => Number(one) - Number(two)) : entries
  const parameters = inOrder.map(([gap, text]) => ({
    type: 'text',
    ...(isNumbered ? {} : { parameter_name: gap }),
    text,
  }))
  const body = parameters.length === 0 ? [] : [{ type: 'body', parameters }]
  const link = url === undefined ? [] : [{ type: 'buttons', parameters: [{ type: 'URL', url: ending(url) }] }]
  return { template: { name, language: { code: language }, components: [...body, ...link] } }
}

function ending(url: string): string {
  return url.slice(new URL(url).origin.length + 1)
}
