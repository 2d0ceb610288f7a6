import { useQuery } from '@tanstack/react-query'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

/** A place of a photograph to hide, in parts of its width and height. */
export interface HiddenBox {
  x: number
  y: number
  width: number
  height: number
}

export interface Photograph {
  id: string
  hidden: number
  uploadedBy: string | null
  uploadedById: string | null
  uploadedAt: string
  publishedAt: string | null
}

export function usePhotographs(caseId: string, isAllowed: boolean) {
  return useQuery({
    queryKey: ['cases', 'photographs', caseId],
    queryFn: () => read<Page<Photograph>>(`/api/cases/${caseId}/pictures`),
    select: ({ items }) => items,
    enabled: isAllowed,
  })
}

/** The photograph as it would be shown, as an address of the picture itself; nothing is kept. */
export async function previewPhotograph(file: File, boxes: readonly HiddenBox[]): Promise<string> {
  const { dataUrl } = await send<{ dataUrl: string }>('POST', '/api/case-pictures/preview', formOf(file, boxes))
  return dataUrl
}

export async function keepPhotograph(caseId: string, file: File, boxes: readonly HiddenBox[]): Promise<void> {
  await send('POST', `/api/cases/${caseId}/pictures`, formOf(file, boxes))
  await reread('cases')
}

export async function decidePhotograph(id: string, decision: 'publish' | 'remove'): Promise<void> {
  await send('POST', `/api/case-pictures/${id}/${decision}`)
  await reread('cases')
}

function formOf(file: File, boxes: readonly HiddenBox[]): FormData {
  const form = new FormData()
  form.set('picture', file)
  form.set('boxes', JSON.stringify(boxes))
  return form
}
