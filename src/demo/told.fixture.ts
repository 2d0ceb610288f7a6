import { openApp, subscriptions } from '../app.ts'
import type { Context } from '../platform/scope.ts'
import { createSandboxAccounts, testPaySecret } from '../sandbox/accounts.ts'
import { connectTencent } from '../sandbox/platform/application.ts'

/** The doors as `serve.ts` hands them, and what makes a test house a place where a demo may be. */
export const doors = {
  compose: (context: Context) => openApp(context, { isWorker: false }),
  createSandboxAccounts,
  connectTencent,
  testPaySecret,
  subscriptions,
  setting: ({ settings }: Context) => ({ subscriptions, settings: { ...settings, databaseUrl: undefined } }),
}

/** How many rows an organisation has in every table that has tenants. */
export async function rowCounts({ databases }: Context, organisationId: string): Promise<Record<string, number>> {
  const { rows } = await databases.owner.query(
    `select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'organisation_id' and table_type = 'BASE TABLE' order by 1`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const found = await databases.owner.query(`select count(*)::int as count from ${name} where organisation_id = $1`, [
      organisationId,
    ])
    counts[name] = found.rows[0].count
  }
  return counts
}

/**
 * What must be the same whenever the story is told on the same day. Of parts given at one moment, which is taken back first
 * when a case ends follows their random ids; so the sums of each need are compared, not the gifts behind them.
 */
export async function figures(context: Context, organisationId: string): Promise<unknown> {
  const ask = async (text: string) => (await context.databases.owner.query(text, [organisationId])).rows
  return {
    gifts: await ask(
      `select given_on, donor_name, amount_minor, refunded_minor, currency, source from gifts
       where organisation_id = $1 and donor_name <> 'Visitor' order by 1, 2, 3, 6`,
    ),
    cases: await ask(`select pseudonym, stage from cases where organisation_id = $1 order by 1`),
    given: await ask(
      `select c.pseudonym, n.item, sum(a.amount_minor)::bigint as minor from allocations a
       join cases c using (organisation_id, case_id) join needs n using (organisation_id, need_id)
       join gifts g using (organisation_id, gift_id)
       where a.organisation_id = $1 and g.donor_name <> 'Visitor' group by 1, 2 order by 1, 2`,
    ),
    receipts: await ask(
      `select year, count(*), max(number) from receipts where organisation_id = $1 group by 1 order by 1`,
    ),
  }
}
