import { getCampaign } from '../campaigns/actions.ts'
import { audit } from '../organisations/audit.ts'
import { permit } from '../organisations/permission.ts'
import type { Scope } from '../platform/scope.ts'
import { ordersWaitingFor } from './exceptions.ts'
import { applyOrder } from './orders.ts'
import { type PlatformProject, readProjects, writeProject } from './store.ts'

/** The projects of giving platforms that have a campaign. */
export async function listPlatformProjects(scope: Scope): Promise<PlatformProject[]> {
  permit(scope, 'gifts.read')
  return scope.transaction(readProjects)
}

/**
 * Names the campaign of a platform's project. Orders that waited for it become gifts at once; answers how many. Fails with
 * `campaigns.unknown`.
 */
export async function setPlatformProject(scope: Scope, project: PlatformProject): Promise<{ giftCount: number }> {
  permit(scope, 'gifts.import')
  return scope.transaction(async (transaction) => {
    await getCampaign(transaction, project.campaignId)
    await writeProject(transaction, project)
    await audit(transaction, {
      action: 'connectors.set-project',
      subjectKind: 'campaign',
      subjectId: project.campaignId,
      after: project,
    })
    let giftCount = 0
    for (const order of await ordersWaitingFor(transaction, project)) {
      const { verdict } = await applyOrder(transaction, order)
      if (verdict === 'create') giftCount += 1
    }
    return { giftCount }
  })
}
