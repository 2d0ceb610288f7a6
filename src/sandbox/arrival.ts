import type { Request } from '../platform/http/api.ts'
import type { EmulatedKind } from './emulator.ts'
import { isEmulated } from './providers.ts'

/** What a link to the phone asks for: an app to be opened, and the code the link brings into its chat. */
export interface Arrival {
  readonly kind: EmulatedKind | undefined
  readonly code: string | undefined
}

/** What stands in the address of the phone; whatever no link of ours says is left out. */
export function arrivalOf(request: Request): Arrival {
  const { app = '', code = '' } = request.req.query()
  return { kind: isEmulated(app) ? app : undefined, code: /^[\w-]{1,64}$/.test(code) ? code : undefined }
}

/** The address of the phone with the same wish, for whoever has to do something else first. */
export function phonePathFor({ kind, code }: Arrival): string {
  const wish = { ...(kind === undefined ? {} : { app: kind }), ...(code === undefined ? {} : { code }) }
  return `/sandbox${queryOf(wish)}`
}

function queryOf(wish: Readonly<Record<string, string>>): string {
  return Object.keys(wish).length === 0 ? '' : `?${new URLSearchParams(wish)}`
}
