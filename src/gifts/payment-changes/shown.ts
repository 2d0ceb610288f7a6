import { sql } from 'kysely'
import { providers } from '../../payments/kinds.ts'
import type { ConfigField } from '../../payments/provider.ts'
import type { Transaction } from '../../platform/scope.ts'
import { lookAtPaymentAccount } from '../payment-account.ts'
import type { LapseReason, PaymentChangeState, Proposal } from './change.ts'
import { openProposal } from './rows.ts'
import { couldApprove, dayMilliseconds, rightHolders } from './second-person.ts'

/** One setting, old against new. Of a secret both are null: that it changes is all anybody sees. */
export interface ShownField {
  readonly field: string
  readonly isSecret: boolean
  readonly before: string | null
  readonly after: string | null
}

/** A change as members see it. What was proposed is known only while it waits. */
export interface ShownChange {
  readonly id: string
  readonly kind: 'create' | 'change'
  readonly paymentAccountId: string | null
  readonly name: string
  readonly provider: string
  readonly state: PaymentChangeState
  readonly newName: string | null
  readonly currency: string | null
  /** Offered to donors from then on, or no longer; null: as it is. */
  readonly isOffered: boolean | null
  readonly fields: readonly ShownField[]
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: Date
  readonly takesEffectAt: Date | null
  readonly expiresAt: Date
  /** Whether the reader could approve it now. */
  readonly isForYou: boolean
  readonly endedByName: string | null
  readonly endedAt: Date | null
  readonly lapseReason: LapseReason | null
}

const endedDays = 7

interface Row extends Omit<ShownChange, 'kind' | 'newName' | 'currency' | 'isOffered' | 'fields' | 'isForYou'> {
  readonly isNew: boolean
  readonly cipher: Buffer | null
}

/** What waits, then what ended in the last week, the newest first. */
export async function listPaymentChanges(transaction: Transaction): Promise<ShownChange[]> {
  const { db, organisationId, now, actor } = transaction
  const { rows } = await sql<Row>`
    select c.payment_change_id as id, c.payment_account_id as "paymentAccountId", c.name, c.provider, c.state,
      c.based_on is null as "isNew", c.proposed_cipher as cipher, c.proposed_by as "proposedBy", m.name as "proposedByName",
      c.proposed_at as "proposedAt", c.takes_effect_at as "takesEffectAt", c.expires_at as "expiresAt",
      e.name as "endedByName", c.ended_at as "endedAt", c.lapse_reason as "lapseReason"
    from payment_changes c
    join members m on m.organisation_id = c.organisation_id and m.member_id = c.proposed_by
    left join members e on e.organisation_id = c.organisation_id and e.member_id = c.ended_by
    where c.organisation_id = ${organisationId}
      and (c.ended_at is null or c.ended_at > ${new Date(now.getTime() - endedDays * dayMilliseconds)})
    order by c.ended_at desc nulls first, c.proposed_at desc, c.payment_change_id`.execute(db)
  const holders = await rightHolders(transaction)
  const isForReader = (proposedBy: string) =>
    actor.kind === 'member' && couldApprove(holders, proposedBy).some(({ memberId }) => memberId === actor.id)
  const shown: ShownChange[] = []
  for (const { isNew, cipher, ...row } of rows) {
    const what = cipher === null ? nothing : await whatOf(transaction, row, openProposal(transaction, row.id, cipher))
    const isForYou = cipher !== null && isForReader(row.proposedBy)
    shown.push({ ...row, kind: isNew ? 'create' : 'change', ...what, isForYou })
  }
  return shown
}

type What = Pick<ShownChange, 'newName' | 'currency' | 'isOffered' | 'fields'>

const nothing: What = { newName: null, currency: null, isOffered: null, fields: [] }

async function whatOf(
  transaction: Transaction,
  { paymentAccountId }: Pick<Row, 'paymentAccountId'>,
  proposal: Proposal,
): Promise<What> {
  if (proposal.kind === 'create') {
    const { provider, currency, isOffered, config } = proposal.account
    const fields = showFields(providers[provider].configFields, {}, recordOf(config))
    return { newName: null, currency, isOffered, fields }
  }
  const { name, isOffered, config } = proposal.change
  const held = await lookAtPaymentAccount(transaction, paymentAccountId ?? '')
  const fields = showFields(providers[held.kind].configFields, held.settings, config ?? {})
  return { newName: name ?? null, currency: held.row.currency, isOffered: isOffered ?? null, fields }
}

type Settings = Readonly<Record<string, unknown>>

function showFields(fields: readonly ConfigField[], before: Settings, after: Settings): ShownField[] {
  return fields
    .filter(({ name }) => after[name] !== undefined && after[name] !== '')
    .map(({ name, secret }) => ({
      field: name,
      isSecret: secret,
      before: secret ? null : text(before[name]),
      after: secret ? null : text(after[name]),
    }))
}

function text(value: unknown): string | null {
  return value === undefined || value === '' ? null : String(value)
}

function recordOf(config: unknown): Settings {
  return typeof config === 'object' && config !== null ? { ...config } : {}
}
