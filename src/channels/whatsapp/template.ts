import type { Template } from '../message.ts'

/**
 * A template with its gaps filled. Numbered gaps are filled by place, named ones by name (facebook/openapi @ ecba623). The
 * link of a template has a fixed beginning at Meta; what we give is what follows the host. Unverified: that our pages' paths
 * are taken as they are.
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
  const link = url === undefined ? [] : [{ type: 'button', sub_type: 'url', index: '0', parameters: [ending(url)] }]
  return { type: 'template', template: { name, language: { code: language }, components: [...body, ...link] } }
}

function ending(url: string): object {
  const { origin } = new URL(url)
  return { type: 'text', text: url.slice(origin.length + 1) }
}
