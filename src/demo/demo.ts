import type { JobHandler } from '../platform/jobs/job.ts'
import type { Context, Scope } from '../platform/scope.ts'
import { isForThisMachineOnly } from '../platform/settings.ts'

/** The public name of the demo organisation, and what one types to remove it. */
export const demoSlug = 'morning-light-demo'

/** The whole server on a context, answering inside this process. */
export interface DemoApp {
  fetch(request: Request, bindings?: object): Response | Promise<Response>
  jobs: readonly JobHandler[]
  stop(): Promise<void>
}

/** What only the doors can hand to the demo, because it lies on its own floor or above. */
export interface DemoDoors {
  /** Puts the house together on the story's context; its own work (timers, workers) must not begin. */
  compose(context: Context): DemoApp
  createSandboxAccounts(
    scope: Scope,
    account: { name: string; currency: string },
  ): Promise<{ lineAccountId: string; testPaymentAccountId: string; manualPaymentAccountId: string }>
  /** Connects the emulated Tencent Charity; orders of the project there are gifts to the campaign. Answers the account's id. */
  connectTencent(scope: Scope, campaignId: string): Promise<string>
  /** What the test pay page signs with. */
  testPaySecret(scope: Scope): string
}

/** Whether this installation may have a demo at all: its own database, for this machine alone. */
export function isDemoAllowed({ settings }: Pick<Context, 'settings'>): boolean {
  return isForThisMachineOnly(settings)
}
