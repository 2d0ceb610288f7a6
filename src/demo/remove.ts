import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { z } from 'zod'
import { logFolder } from '../log/publish.ts'
import type { Context } from '../platform/scope.ts'
import { demoSlug } from './demo.ts'
import { noteRemoval } from './sign-ins.ts'

/** A demo organisation that is there, told to its end or interrupted. */
export interface FoundDemo {
  readonly organisationId: string
  readonly isWhole: boolean
}

const foundRows = z.array(z.object({ organisationId: z.string(), isWhole: z.boolean() }))
const tableRows = z.array(z.object({ name: z.string() }))
const hashRows = z.array(z.object({ sha256: z.string() }))
const originRows = z.array(z.object({ origin: z.string() }))

/** The demo organisation of this installation, if there is one. */
export async function findDemo({ databases }: Context): Promise<FoundDemo | undefined> {
  const { rows } = await databases.owner.query(
    `select o.organisation_id as "organisationId", exists (select from events e
       where e.organisation_id = o.organisation_id and e.type = 'demo.loaded') as "isWhole"
     from organisations o where o.is_demo and o.slug = $1`,
    [demoSlug],
  )
  return foundRows.parse(rows)[0]
}

/** Removes the demo if it is there and remembers that it is not wanted; answers whether it was. Nothing of others is touched. */
export async function removeDemo(context: Context): Promise<boolean> {
  const demo = await findDemo(context)
  if (demo) await removeOrganisation(context, demo.organisationId)
  await noteRemoval(context)
  return demo !== undefined
}

/**
 * Removes every trace of a demo organisation: its rows in every table that has tenants, its addresses, waiting jobs, members
 * who are members nowhere else, files nobody else has, and its published log. One transaction, then the files.
 */
export async function removeOrganisation(context: Context, organisationId: string): Promise<void> {
  const client = await context.databases.owner.connect()
  try {
    await client.query('begin')
    const files = await filesOf(client, organisationId)
    const { rows } = await client.query('select origin from log_heads where organisation_id = $1', [organisationId])
    await removeUsers(client, organisationId)
    // Order would be needed only for checks that everything is gone together; the owner of the database may leave them out.
    await client.query('set local session_replication_role = replica')
    for (const { name } of await tenantTables(client)) {
      await client.query(`delete from ${name} where organisation_id = $1`, [organisationId])
    }
    await client.query('commit')
    await forgetJobs(context, organisationId)
    const { dataFolder } = context.settings
    await context.files.eraseAllOf(organisationId)
    for (const hash of files) await rm(join(dataFolder, 'files', hash.slice(0, 2), hash), { force: true })
    for (const { origin } of originRows.parse(rows))
      await rm(logFolder(context, origin), { recursive: true, force: true })
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Takes an organisation's waiting jobs out of the queue: what the story woke has been done, at the story's own time. */
export async function forgetJobs({ databases }: Context, organisationId: string): Promise<void> {
  await databases.owner.query(
    `delete from graphile_worker._private_jobs where payload ->> 'organisationId' = $1 and locked_at is null`,
    [organisationId],
  )
}

async function tenantTables(client: pg.PoolClient): Promise<{ name: string }[]> {
  const { rows } = await client.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'organisation_id' and table_type = 'BASE TABLE' order by 1`,
  )
  return tableRows.parse(rows)
}

/** Members of this organisation alone lose their sign-in; others only this membership. */
async function removeUsers(client: pg.PoolClient, organisationId: string): Promise<void> {
  await client.query(`delete from auth.memberships where organisation_id = $1`, [organisationId])
  await client.query(
    `delete from auth."user" u using members m where m.organisation_id = $1 and m.user_id = u.id
       and not exists (select from auth.memberships s where s.user_id = u.id)`,
    [organisationId],
  )
}

/** Hashes of files that only this organisation has: the same bytes are kept once for everybody. */
async function filesOf(client: pg.PoolClient, organisationId: string): Promise<string[]> {
  const { rows } = await client.query(
    `with kept as (
       select organisation_id, encode(sha256, 'hex') as sha256 from files
       union select organisation_id, encode(sealed_sha256, 'hex') from original_files
       union select organisation_id, encode(unused_sha256, 'hex') from original_files
       union select organisation_id, content -> 'photo' ->> 'sha256' from sandbox_messages
     )
     select distinct sha256 from kept k where organisation_id = $1 and sha256 is not null
       and not exists (select from kept o where o.organisation_id <> $1 and o.sha256 = k.sha256)`,
    [organisationId],
  )
  return hashRows.parse(rows).map(({ sha256 }) => sha256)
}
