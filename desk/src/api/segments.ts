import { useQuery } from '@tanstack/react-query'
import type { Audience } from './broadcasts.ts'
import { read, send } from './client.ts'
import { reread, useList } from './queries.ts'

/** People described once and kept by a name. */
export interface Segment {
  id: string
  name: string
  audience: Audience
  /** Set: it is offered no more. */
  archivedAt: string | null
}

export interface SegmentWords {
  name: string
  audience: Audience
}

/** Segments by name: those in use, or those put away. */
export function useSegments(archived: boolean) {
  return useList<Segment>(['broadcasts', 'segments'], '/api/segments', { archived: archived ? 'yes' : 'no' })
}

/** One segment; nothing is asked for an empty id. */
export function useSegment(id: string) {
  return useQuery({
    queryKey: ['broadcasts', 'segment', id],
    queryFn: () => read<Segment>(`/api/segments/${id}`),
    enabled: id !== '',
  })
}

/** How many people a segment has now. */
export function useSegmentPeople(id: string) {
  return useQuery({
    queryKey: ['broadcasts', 'segment-people', id],
    queryFn: () => read<{ people: number }>(`/api/segments/${id}/people`),
  })
}

export async function keepSegment(segment: SegmentWords): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/segments', segment)
  await reread('broadcasts')
  return id
}

export async function changeSegment(id: string, segment: SegmentWords): Promise<void> {
  await send('PATCH', `/api/segments/${id}`, segment)
  await reread('broadcasts')
}

/** Puts it away, or offers it again. */
export async function archiveSegment(id: string, isArchived: boolean): Promise<void> {
  await send('POST', `/api/segments/${id}/${isArchived ? 'archive' : 'restore'}`)
  await reread('broadcasts')
}
