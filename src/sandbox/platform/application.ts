import { createHash } from 'node:crypto'
import { z } from 'zod'
import { createConnectorAccount } from '../../connectors/accounts.ts'
import { setPlatformProject } from '../../connectors/actions.ts'
import { organisationId } from '../../platform/ids.ts'
import { type Context, Scope } from '../../platform/scope.ts'

/** What an organisation shows to the emulated platform. */
export interface Application {
  readonly appId: string
  readonly secret: string
}

/** An organisation that is known to the emulated platform, since when. */
export interface FoundApplication extends Application {
  readonly since: Date
}

/** The project of a demo organisation on the emulated platform. */
export const sandboxProject = { id: '20211', name: '离岛孩子的回诊船票' }

const reportPictures = ['ferry', 'harbour', 'clinic'].map((name) => `https://morninglight.example.org/${name}.jpg`)

/** Connects a demo organisation to the emulated Tencent Charity; orders of its project there are gifts to the campaign. */
export async function connectTencent(scope: Scope, campaignId: string): Promise<string> {
  const id = await createConnectorAccount(scope, {
    kind: 'tencent',
    platform: 'tencent',
    name: '腾讯公益',
    config: {
      ...applicationOf(scope),
      cardId: '10103078',
      helpOrganisationNumber: 'DEMO-1',
      pictures: reportPictures.join(' '),
    },
  })
  await setPlatformProject(scope, { platform: 'tencent', projectId: sandboxProject.id, campaignId })
  return id
}

/**
 * What an organisation shows to the emulated platform: derived, so that the platform need not read what the charity has
 * sealed, and finds out when somebody has typed a wrong secret there.
 */
export function applicationOf({ context, organisationId: id }: Pick<Scope, 'context' | 'organisationId'>): Application {
  const seed = createHash('sha256').update(context.vault.sign('sandbox.tencent', id)).digest('hex')
  return { appId: `gy_${seed.slice(0, 16)}`, secret: seed.slice(16, 48) }
}

const rowsOf = z.array(z.object({ id: z.string(), since: z.date() }))

/** Every demo organisation that is connected, the earliest first. A platform knows all its customers, so this asks outside any tenant. */
export async function findApplications(context: Context): Promise<FoundApplication[]> {
  const { rows } = await context.databases.owner.query(
    `select o.organisation_id as id, min(a.created_at) as since from connector_accounts a join organisations o using (organisation_id)
     where o.is_demo and a.kind = 'tencent' group by 1 order by 2, 1`,
  )
  return rowsOf.parse(rows).map(({ id, since }) => {
    const scope = new Scope(context, organisationId(id), { kind: 'system', name: 'sandbox' })
    return { ...applicationOf(scope), since }
  })
}
