import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** The people a change of tags is for: those chosen, or everybody a search finds. */
export type SoughtPeople = { personIds: string[] } | { query: string; tag?: string | undefined }

/** Tags given to or taken from many, and how far that is; all figures count people. */
export interface TagRun {
  id: string
  deed: 'give' | 'take'
  tags: string[]
  state: 'running' | 'done' | 'undoing' | 'undone'
  people: number
  done: number
  changed: number
  /** Who would bear more tags than anybody may. */
  full: number
  isUndoable: boolean
}

/** Begins to give or take tags; answers the run's id. */
export async function startTagRun(run: {
  deed: TagRun['deed']
  tags: string[]
  sought: SoughtPeople
}): Promise<string> {
  const { id } = await send<{ id: string }>('POST', '/api/tag-runs', run)
  return id
}

/** A run; read again every second while it is under way, and the people after it. */
export function useTagRun(id: string) {
  return useQuery({
    queryKey: ['tag-runs', id],
    queryFn: async () => {
      const run = await read<TagRun>(`/api/tag-runs/${id}`)
      if (!isUnderWay(run)) void reread('people')
      return run
    },
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? 1_000 : false),
  })
}

export function isUnderWay({ state }: TagRun): boolean {
  return state === 'running' || state === 'undoing'
}

/** Takes back what a run did. */
export async function undoTagRun(id: string): Promise<void> {
  await send('POST', `/api/tag-runs/${id}/undo`)
  await reread('tag-runs')
}

/** How many people a search finds; not counted anew with every message that arrives. */
export function usePeopleCount(query: string, tag: string | undefined) {
  return useQuery({
    queryKey: ['people-count', query, tag ?? ''],
    queryFn: () => read<{ people: number }>('/api/people/count', { query, tag }),
  })
}

/** Calls a tag otherwise for everybody who bears it; with `merge` it may become one with another. */
export async function renameTag(rename: { from: string; to: string; merge: boolean }): Promise<void> {
  await send('POST', '/api/tags/rename', rename)
  await reread('people', 'broadcasts')
}

/** Takes a tag from everybody who bears it. */
export async function removeTag(tag: string): Promise<void> {
  await send('POST', '/api/tags/remove', { tag })
  await reread('people', 'broadcasts')
}
