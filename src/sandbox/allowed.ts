import type { Context } from '../platform/scope.ts'
import { isLoopback } from '../platform/settings.ts'

/** Whether this installation may play the world outside: only with its own embedded database, reachable only from this machine. */
export function isSandboxAllowed({ settings }: Pick<Context, 'settings'>): boolean {
  return settings.databaseUrl === undefined && isLoopback(settings.host)
}
