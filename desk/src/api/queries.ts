import { keepPreviousData, QueryClient, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { type Page, type Parameters, Problem, read } from './client.ts'

/** What pages have read, shared by all of them. A refusal is not asked again; a lost connection is, twice. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && error instanceof Problem && error.details.status === 0,
    },
  },
})

/** Reads a list page by page; earlier results stay on screen while a new filter loads. */
export function useList<Item>(key: QueryKey, path: string, parameters: Parameters = {}) {
  const list = useInfiniteQuery({
    queryKey: [...key, parameters],
    queryFn: ({ pageParam }) => read<Page<Item>>(path, { ...parameters, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  return { ...list, items: list.data?.pages.flatMap((page) => page.items) }
}

/** Reads again whatever these keys begin. */
export async function reread(...keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
