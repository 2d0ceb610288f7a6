import type { Purpose } from '../../src/allocations/testing.ts'
import type { BenchHouse } from './house.ts'

/** A child somebody's gift is for. */
export interface Child {
  caseId: string
  needId: string
}

/** What staged donors have in common. */
export interface Staging {
  purpose: Purpose
  children: readonly Child[]
  channelAccountId: string
}

/** One person of the staging: everything about them has the same place in its own table. */
const steps = [
  `create temp table one as select n, uuidv7() as person_id, uuidv7() as identity_id, uuidv7() as conversation_id, uuidv7() as gift_id,
    ($4::uuid[])[1 + n % cardinality($4::uuid[])] as case_id, ($5::uuid[])[1 + n % cardinality($5::uuid[])] as need_id,
    $1::uuid as organisation_id, $2::uuid as account_id, $3::uuid as campaign_id, $6::uuid as fund_id
  from generate_series(0, $7::integer - 1) as n`,
  `insert into persons (organisation_id, person_id, display_name, language, created_at)
    select organisation_id, person_id, 'Donor ' || n, 'zh-Hant', now() from one`,
  `insert into identities (organisation_id, identity_id, channel_account_id, address, person_id, created_at)
    select organisation_id, identity_id, account_id, 'U' || lpad(n::text, 32, '0'), person_id, now() from one`,
  // Each has said something: whoever has never, is no donor by chat.
  `insert into conversations (organisation_id, conversation_id, channel_account_id, identity_id, created_at, last_inbound_at,
      last_message_at, message_count, preview)
    select organisation_id, conversation_id, account_id, identity_id, now(), now() - interval '30 days', now() - interval '30 days',
      1, 'Hello' from one`,
  `insert into consents (organisation_id, consent_id, person_id, purpose, channel, granted, text_version, language, source, at)
    select organisation_id, uuidv7(), person_id, 'feedback', 'all', true, '1', 'zh-Hant', 'gift_form', now() from one`,
  `insert into gifts (organisation_id, gift_id, public_reference, person_id, campaign_id, fund_id, source, amount_minor, fee_minor,
      currency, given_on, received_at, donor_name, is_anonymous, receipt_wish, language)
    select organisation_id, gift_id, replace(gen_random_uuid()::text, '-', ''), person_id, campaign_id, fund_id, 'manual', 1000, 0,
      'TWD', '2026-03-02', now(), 'Donor', false, 'none', 'zh-Hant' from one`,
  `insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor, share_minor,
      minimum_slice_minor, received_at)
    select organisation_id, gift_id, campaign_id, fund_id, 'TWD', 1000, 0, 0, 1, now() from one`,
  `insert into log_salts (organisation_id, subject_kind, subject_id, salt)
    select organisation_id, 'gift', gift_id, decode(repeat('00', 32), 'hex') from one`,
  `insert into allocations (organisation_id, allocation_id, gift_id, need_id, case_id, amount_minor, currency, reason, at)
    select organisation_id, uuidv7(), gift_id, need_id, case_id, 1000, 'TWD', 'gift', now() from one`,
]

/**
 * Writes people with a chat, a yes to feedback and a gift that is allocated to one of the children in turn. By the owner and
 * without checking keys, for none of it is measured: a million in a minute or two.
 */
export async function stageDonors({ scope, context }: BenchHouse, donors: number, staging: Staging): Promise<void> {
  const { purpose, children, channelAccountId } = staging
  const client = await context.databases.owner.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    const [first = '', ...others] = steps
    await client.query(first, [
      ...[scope.organisationId, channelAccountId, purpose.campaignId],
      ...[children.map(({ caseId }) => caseId), children.map(({ needId }) => needId), purpose.fundId, donors],
    ])
    for (const step of others) await client.query(step)
    await client.query('drop table one')
    await client.query('reset session_replication_role')
  } finally {
    client.release()
  }
}
