import { connect, type Databases } from '../platform/database/connect.ts'
import type { Context } from '../platform/scope.ts'

/**
 * How a story is written down in haste. Commits do not wait for the disk: one that is interrupted is told again from its
 * beginning, so only its last commit has to be durable, and that one takes everything before it along. Joins keep their written
 * order, which begins with what is rare: on tables this small, looking for a better one takes longer than the work.
 */
const haste = '-c synchronous_commit=off -c join_collapse_limit=1 -c plan_cache_mode=force_generic_plan'

/** Connections for one telling of the story; whoever opened them closes them. */
export function hastyDatabases({ databases, vault }: Context): Databases {
  const { connectionString = '' } = databases.owner.options
  const url = new URL(connectionString)
  url.searchParams.set('options', haste)
  return connect(url.href, vault, { app: 8, ingest: 2, owner: 4 })
}
