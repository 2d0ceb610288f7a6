import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import { reread, useList } from './queries.ts'

export const importKinds = ['people', 'cases', 'needs', 'orders', 'payouts'] as const
export type ImportKind = (typeof importKinds)[number]
/** Where what an import brought in is found. */
export const importHomes = {
  people: '/people',
  cases: '/cases',
  needs: '/cases',
  orders: '/gifts',
  payouts: '/books',
} as const
export const verdicts = ['create', 'update', 'unchanged', 'refused'] as const
export type Verdict = (typeof verdicts)[number]

export interface ImportField {
  name: string
  label: string
  required: boolean
}

/** A file as it was read, before anything is decided. */
export interface StartedImport {
  id: string
  columns: string[]
  preview: Record<string, string>[]
  suggestedMapping: Record<string, string>
  fields: ImportField[]
  totalRows: number
}

export interface ImportDetail {
  id: string
  kind: string
  fileName: string
  state: 'draft' | 'checking' | 'checked' | 'applying' | 'done' | 'failed'
  totalRows: number
  doneRows: number
  counts: Record<Verdict | 'waiting' | 'applied', number>
}

export interface ImportItem {
  id: string
  fileName: string
  state: ImportDetail['state']
  totalRows: number
  doneRows: number
  createdAt: string
}

export interface ImportRow {
  row: number
  cells: Record<string, string>
  verdict: Verdict | null
  problem: { title: string; remedy: string; field: string | null } | null
}

export function startImport(kind: ImportKind, file: File): Promise<StartedImport> {
  const form = new FormData()
  form.set('kind', kind)
  form.set('file', file)
  return send('POST', '/api/imports', form)
}

/** Says which column is what, or which one value all rows have, and begins the dry run. */
export async function mapColumns(
  id: string,
  fields: { mapping: Record<string, string>; fixed: Record<string, string> },
): Promise<void> {
  await send('PUT', `/api/imports/${id}/mapping`, fields)
  await reread('imports')
}

export function useImports(kind: ImportKind) {
  return useQuery({
    queryKey: ['imports', 'list', kind],
    queryFn: () => read<Page<ImportItem>>('/api/imports', { kind }),
    select: ({ items }) => items,
  })
}

/** An import, read again every second while it runs. */
export function useImport(id: string) {
  return useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: () => read<ImportDetail>(`/api/imports/${id}`),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'checking' || data?.state === 'applying' ? 1_000 : false,
  })
}

export function useImportRows(id: string, verdict: Verdict | undefined, state: string) {
  return useList<ImportRow>(['imports', 'rows', id, state], `/api/imports/${id}/rows`, { verdict })
}

export async function applyImport(id: string): Promise<void> {
  await send('POST', `/api/imports/${id}/apply`)
  await reread('imports')
}
