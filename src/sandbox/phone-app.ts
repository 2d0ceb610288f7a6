import type { Scope } from '../platform/scope.ts'
import type { EmulatedKind, Played, Provider } from './emulator.ts'

/** An app on the phones of a demonstration: one account of a kind, and the provider it is connected to. */
export interface PhoneApp extends Played {
  readonly kind: EmulatedKind
  readonly scope: Scope
  readonly channelAccountId: string
  readonly provider: Omit<Provider, 'open'>
}
