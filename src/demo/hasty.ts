import { connect, type Databases } from '../platform/database/connect.ts'
import type { Context } from '../platform/scope.ts'

/**
 * Connections whose commits do not wait for the disk: a story that is interrupted is told again from its beginning, so only
 * its last commit has to be durable, and that one takes everything before it along.
 */
export function hastyDatabases({ databases, vault }: Context): Databases {
  const { connectionString = '' } = databases.owner.options
  const url = new URL(connectionString)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return connect(url.href, vault, { app: 10, ingest: 4, owner: 4 })
}
