import type { Context } from '../platform/scope.ts'
import { isForThisMachineOnly } from '../platform/settings.ts'

/** Whether this installation may play the world outside: only with its own embedded database, for this machine alone. */
export function isSandboxAllowed({ settings }: Pick<Context, 'settings'>): boolean {
  return isForThisMachineOnly(settings)
}
