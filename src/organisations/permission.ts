import { Failure } from '../platform/errors.ts'
import type { Scope } from '../platform/scope.ts'

/** Everything that needs a permission, `<feature>.<verb>`. What no role was granted, nobody may do. */
export const permissions = [
  'organisation.read',
  'organisation.change',
  'members.read',
  'members.change',
  'audit.read',
  'people.read',
  'people.change',
  'people.import',
  'people.erase',
  'conversations.read',
  'conversations.reply',
  'channels.read',
  'channels.change',
  'campaigns.read',
  'campaigns.change',
  'gifts.read',
  'gifts.confirm',
  'gifts.import',
  'gifts.refund',
  'mandates.file',
  'receipts.read',
  'receipts.issue',
  'payments.change',
  'cases.read',
  'cases.change',
  'cases.import',
  'cases.medical',
  'expenses.record',
  'updates.write',
  'updates.approve',
  'rounds.plan',
  'rounds.approve',
  'broadcasts.read',
  'broadcasts.write',
  'broadcasts.approve',
  'books.read',
] as const

/** See `permissions`. */
export type Permission = (typeof permissions)[number]

/** The roles every organisation starts with. They are rows: an owner may change what a role may do. */
export const startingRoles: Record<Role, readonly Permission[]> = {
  owner: permissions,
  fundraiser: [
    'organisation.read',
    'people.read',
    'people.change',
    'people.import',
    'conversations.read',
    'campaigns.read',
    'campaigns.change',
    'gifts.read',
    'mandates.file',
    'cases.read',
    'broadcasts.read',
    'broadcasts.write',
    'broadcasts.approve',
    'books.read',
  ],
  programme_officer: [
    'organisation.read',
    'people.read',
    'campaigns.read',
    'gifts.read',
    'cases.read',
    'cases.change',
    'cases.import',
    'cases.medical',
    'expenses.record',
    'updates.write',
    'updates.approve',
    'rounds.plan',
    'rounds.approve',
    'books.read',
  ],
  agent: [
    'organisation.read',
    'people.read',
    'people.change',
    'conversations.read',
    'conversations.reply',
    'campaigns.read',
    'gifts.read',
    'cases.read',
  ],
  finance: [
    'organisation.read',
    'people.read',
    'campaigns.read',
    'gifts.read',
    'gifts.confirm',
    'gifts.import',
    'gifts.refund',
    'mandates.file',
    'receipts.read',
    'receipts.issue',
    'payments.change',
    'cases.read',
    'cases.medical',
    'expenses.record',
    'books.read',
    'audit.read',
  ],
  volunteer_coordinator: ['organisation.read', 'people.read', 'conversations.read'],
  viewer: ['organisation.read', 'campaigns.read', 'books.read'],
}

/** The names of the starting roles, as stored. */
export const roles = [
  'owner',
  'fundraiser',
  'programme_officer',
  'agent',
  'finance',
  'volunteer_coordinator',
  'viewer',
] as const

/** See `roles`. */
export type Role = (typeof roles)[number]

/** Lets the actor pass or fails with `organisations.not-permitted`. The house itself may do everything; a link or a person nothing that needs a permission. */
export function permit(scope: Pick<Scope, 'actor'>, permission: Permission): void {
  const { actor } = scope
  if (actor.kind === 'system') return
  if (actor.kind === 'member' && actor.permissions.has(permission)) return
  throw new Failure('organisations.not-permitted', { permission }, { kind: 'forbidden' })
}
