import { sql } from 'kysely'
import { permit } from '../organisations/permission.ts'
import type { Scope } from '../platform/scope.ts'
import { type Reconciliation, reconcile } from './reconcile.ts'

/** Reconciles in one snapshot of the database, so that gifts arriving meanwhile are seen wholly or not at all. */
export async function readBooks(scope: Scope): Promise<Reconciliation> {
  permit(scope, 'books.read')
  return scope.transaction(async (transaction) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(transaction.db)
    return reconcile(transaction)
  })
}
