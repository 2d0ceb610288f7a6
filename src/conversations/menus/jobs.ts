import type { Sweep } from '../../platform/jobs/job.ts'
import { accountsWithDonorMenus, linkDonors } from './link.ts'
import { accountsWithMenus, putMenus } from './put.ts'

/** What is found by looking: menus not yet at their provider, donors who do not see theirs. */
export const menuSweeps: readonly Sweep[] = [
  {
    name: 'conversations.menus',
    everySeconds: 30,
    run: async (scope) => {
      for (const id of await accountsWithMenus(scope)) await putMenus(scope, id)
      for (const menu of await accountsWithDonorMenus(scope)) await linkDonors(scope, menu)
    },
  },
]
