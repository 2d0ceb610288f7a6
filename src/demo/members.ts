import { randomInt } from 'node:crypto'
import { createMember } from '../organisations/members.ts'
import { type Permission, type Role, startingRoles } from '../organisations/permission.ts'
import { Scope } from '../platform/scope.ts'

/** The people who work for the demo organisation; invented. Two officers, because one writes and another approves. */
const team = {
  owner: { name: '林曉晨', role: 'owner' },
  officer: { name: '周予安', role: 'programme_officer' },
  approver: { name: '許庭瑜', role: 'programme_officer' },
  finance: { name: '蔡佩如', role: 'finance' },
  agent: { name: '何家豪', role: 'agent' },
  fundraiser: { name: '范芷若', role: 'fundraiser' },
} as const satisfies Record<string, { name: string; role: Role }>

/** What a member of the demo does there; words under `demo:roles`. */
export type Duty = keyof typeof team

/** With what somebody signs in to the demo. */
export interface SignIn {
  readonly duty: Duty
  readonly email: string
  readonly password: string
}

/** The members of the demo, each acting for themselves. */
export type Team = Readonly<Record<Duty, Scope>>

/** Hires the demo's members, each with a random password that exists nowhere else. */
export async function hireTeam(scope: Scope): Promise<{ team: Team; signIns: SignIn[] }> {
  const hire = (duty: Duty) => hireOne(scope, duty)
  const owner = await hire('owner')
  const officer = await hire('officer')
  const approver = await hire('approver')
  const finance = await hire('finance')
  const agent = await hire('agent')
  const fundraiser = await hire('fundraiser')
  return {
    team: {
      owner: owner.scope,
      officer: officer.scope,
      approver: approver.scope,
      finance: finance.scope,
      agent: agent.scope,
      fundraiser: fundraiser.scope,
    },
    signIns: [owner, officer, approver, finance, agent, fundraiser].map(({ signIn }) => signIn),
  }
}

async function hireOne(scope: Scope, duty: Duty): Promise<{ scope: Scope; signIn: SignIn }> {
  const { name, role } = team[duty]
  const signIn = { duty, email: `${duty}@morninglight.example.org`, password: inventPassword() }
  const { password, email } = signIn
  const { memberId } = await createMember(scope, { name, email, language: 'zh-Hant', roles: [role], password })
  const permissions = new Set<Permission>(startingRoles[role])
  const actor = { kind: 'member', id: memberId, name, permissions } as const
  return { signIn, scope: new Scope(scope.context, scope.organisationId, actor) }
}

// Letters and digits nobody mistakes for one another: the password is read from a terminal and typed.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four: 79 bits. */
function inventPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
