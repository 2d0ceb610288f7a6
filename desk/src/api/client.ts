import i18next from 'i18next'
import { mayRepeat } from './ask-again.ts'

/** Problem details of RFC 9457 as our API writes them: what happened, what to do, and the input field at fault. */
export interface ProblemDetails {
  title: string
  remedy: string
  code: string
  status: number
  field?: string | undefined
}

/** A request that did not succeed, in words a person can read. */
export class Problem extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.title)
    this.name = 'Problem'
    this.details = details
  }
}

/** A page of a list; `next` is the cursor of the following one. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** Query parameters; those undefined or empty are left out. */
export type Parameters = Record<string, string | number | undefined>

/** Reads a resource. Fails with a `Problem`. */
export function read<Answer>(path: string, parameters: Parameters = {}): Promise<Answer> {
  return request('GET', path + queryOf(parameters))
}

/** Changes something; a plain body travels as JSON, a form with its files. Fails with a `Problem`. */
export function send<Answer = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
): Promise<Answer> {
  return request(method, path, body)
}

/** Fetches a file, asking for proof again where it is needed. Fails with a `Problem`. */
export async function readFile(path: string): Promise<Blob> {
  const response = await fetch(path, { headers: { 'accept-language': i18next.language } }).catch(() => undefined)
  if (!response) throw new Problem(words('offline', 0))
  if (response.ok) return response.blob()
  const text = await response.text()
  if (await mayRepeat(parse(text))) return readFile(path)
  throw new Problem(problemIn(text, response.status))
}

function queryOf(parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

async function request<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const isForm = body instanceof FormData
  const headers = new Headers({ accept: 'application/json', 'accept-language': i18next.language })
  if (body && !isForm) headers.set('content-type', 'application/json')
  const response = await fetch(path, {
    method,
    headers,
    ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
  }).catch(() => undefined)
  if (!response) throw new Problem(words('offline', 0))
  const text = await response.text()
  if (!response.ok && (await mayRepeat(parse(text)))) return request(method, path, body)
  if (!response.ok) throw new Problem(problemIn(text, response.status))
  return JSON.parse(text === '' ? 'null' : text)
}

// Ours carry title and remedy; the sign-in library answers { code, message }; a proxy in between answers a page.
function problemIn(text: string, status: number): ProblemDetails {
  const found = parse(text)
  if (typeof found.title === 'string' && typeof found.remedy === 'string') {
    const field = typeof found.field === 'string' ? found.field : undefined
    // Beside its field an empty one needs no name.
    if (field && ruleIn(found) === 'required') return { ...words('required', status), field }
    const { title, remedy } = found
    return { title, remedy, code: String(found.code), status, field }
  }
  const code = typeof found.code === 'string' ? found.code : 'unexpected'
  const named = i18next.exists(`problems.${code}.title`) ? code : status === 429 ? 'TOO_MANY' : 'unexpected'
  return { ...words(named, status), code }
}

function ruleIn({ facts }: Record<string, unknown>): unknown {
  return typeof facts === 'object' && facts !== null && 'rule' in facts ? facts.rule : undefined
}

function parse(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null ? { ...found } : {}
  } catch {
    return {}
  }
}

function words(code: string, status: number): ProblemDetails {
  return { code, status, title: i18next.t(`problems.${code}.title`), remedy: i18next.t(`problems.${code}.remedy`) }
}
