import { readdirSync } from 'node:fs'

/** The recordings of a folder, in the order they are read. */
export function fileNames(folder: URL): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
}

/** A webhook's body as a tree, whatever it is written in: JSON, a form (with JSON in it), XML, or a mail's headers. */
export function bodyOf(wire: unknown): unknown {
  const text = wire instanceof Uint8Array ? new TextDecoder().decode(wire) : wire
  if (typeof text !== 'string') return text
  if (text.startsWith('{')) return JSON.parse(text)
  if (text.startsWith('<xml>')) return Object.fromEntries([...text.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag, '']))
  if (/^[\w-]+: /.test(text)) return headersOf(text)
  const form = Object.fromEntries(new URLSearchParams(text))
  return form.payload === undefined ? form : JSON.parse(form.payload)
}

function headersOf(mail: string): object {
  const [head = ''] = mail.split('\r\n\r\n')
  // Parts may be at rest in one mail and at work in the other.
  const inParts = ['content-type', 'content-transfer-encoding', 'content-disposition', 'in-reply-to']
  const names = head.split('\r\n').map((line) => line.split(':')[0]?.toLowerCase() ?? '')
  return Object.fromEntries(names.filter((name) => !inParts.includes(name)).map((name) => [name, '']))
}

/** Where a tree has a field, or a kind of value, that the other one does not have there. Lists are compared with the first of the other. */
export function strangersIn(tree: unknown, other: unknown, path = ''): string[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => strangersIn(one, Object(other)[0], `${path}[]`))
  if (typeof tree !== 'object' || tree === null) return typeof tree === typeof other ? [] : [`${path}: ${typeof tree}`]
  if (typeof other !== 'object' || other === null) return [path]
  const known = Object.fromEntries(Object.entries(other))
  return Object.entries(tree).flatMap(([name, held]) =>
    name in known ? strangersIn(held, known[name], `${path}.${name}`) : [`${path}.${name}`],
  )
}
