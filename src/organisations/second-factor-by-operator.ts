import { Failure } from '../platform/errors.ts'
import { organisationId } from '../platform/ids.ts'
import { systemScope } from '../platform/jobs/work.ts'
import type { Scope, Transaction } from '../platform/scope.ts'
import { foldEmail } from './member.ts'
import { readMembers, userOf } from './member-rows.ts'
import { sayTakenOff, takeOff } from './second-factor-off.ts'
import { membershipsOf } from './users.ts'

/** Whom the operator helped, and in how many organisations it was said. */
export interface Helped {
  readonly name: string
  readonly organisations: number
}

/**
 * Takes the second step off a member on the word of whoever runs the installation: for an only owner who lost phone and recovery codes,
 * whom no other owner can help, and for a member of several organisations. They are signed out everywhere, and set it up anew before
 * anything else where their roles demand it; every organisation they work in has it in its audit, and there they and the owners are told.
 * Fails with `organisations.no-member-of-email`, `organisations.two-factor-off`.
 */
export async function takeSecondFactorOffByOperator(scope: Scope, email: string): Promise<Helped> {
  const { memberId, name, userId } = await scope.transaction((transaction) => findMember(transaction, email))
  const others = (await membershipsOf(scope.context, userId)).filter(
    (one) => one.organisationId !== scope.organisationId,
  )
  // Said first and done last: killed in between, it is said twice, but never done without a word.
  for (const other of others) {
    const there = systemScope(scope.context, organisationId(other.organisationId), actorName(scope))
    await there.transaction((transaction) => sayTakenOff(transaction, other.memberId))
  }
  await scope.transaction((transaction) => takeOff(transaction, memberId, userId))
  return { name, organisations: 1 + others.length }
}

function actorName({ actor }: Scope): string {
  return actor.kind === 'system' ? actor.name : ''
}

async function findMember(transaction: Transaction, typed: string) {
  const email = foldEmail(typed)
  const member = (await readMembers(transaction)).find((one) => one.isActive && one.email === email)
  if (member === undefined)
    throw new Failure('organisations.no-member-of-email', {}, { kind: 'missing', field: 'email' })
  if (!member.hasSecondFactor) throw new Failure('organisations.two-factor-off', {}, { kind: 'conflict' })
  return { memberId: member.id, name: member.name, userId: await userOf(transaction, member.id) }
}
