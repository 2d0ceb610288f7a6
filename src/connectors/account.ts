import { z } from 'zod'
import type { Connector, Trouble } from './connector.ts'
import { type ConnectorKind, connectorKinds } from './kinds.ts'

/** A name orders of a platform are kept under; the source of their gifts, so it never changes. */
export const platformName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9-]{1,39}$/)
  .refine((name) => name !== 'provider' && name !== 'manual')

/** See `createConnectorAccount`. `config` is checked by the connector. */
export const newConnectorAccount = z.strictObject({
  kind: z.enum(connectorKinds),
  platform: platformName,
  name: z.string().trim().min(1).max(120),
  config: z.record(z.string(), z.string()),
})

/** See `changeConnectorAccount`. Settings left out, or empty, keep what is stored: secrets are never shown. */
export const connectorAccountChange = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  state: z.enum(['active', 'paused']).optional(),
  config: z.record(z.string(), z.string()).optional(),
})

/** A platform's account, ready for use. */
export interface OpenConnectorAccount {
  readonly id: string
  readonly platform: string
  readonly cursor: string | null
  readonly failures: number
  readonly connector: Connector
}

/** A platform's account as the desk shows it. */
export interface ConnectorAccount {
  readonly id: string
  readonly kind: ConnectorKind
  readonly platform: string
  readonly name: string
  readonly state: 'active' | 'paused'
  /** Settings that are no secrets. */
  readonly config: Readonly<Record<string, string>>
  readonly pulledCount: number
  readonly unreadableCount: number
  readonly pulledAt: Date | null
  readonly nextPullAt: Date
  readonly trouble: { kind: Trouble['trouble']; detail: string; at: Date; failures: number } | null
  /** How many reports stand where. */
  readonly returns: Readonly<Record<string, number>>
  readonly exceptionCount: number
  /** What only a person can call back from it. */
  readonly callBackCount: number
}
