import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { foundPurpose, openTestCase, type Purpose } from '../src/allocations/testing.ts'
import { bringProof } from '../src/cases/testing.ts'
import { approveUpdate, writeUpdate } from '../src/cases/updates.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { ensureConversations } from '../src/conversations/conversations.ts'
import { approveRound } from '../src/feedback/approve.ts'
import { planRound, submitRound } from '../src/feedback/rounds.ts'
import { beginRound, sendRound } from '../src/feedback/send.ts'
import { createMember } from '../src/organisations/members.ts'
import { ensureIdentities } from '../src/people/identities.ts'
import { Scope } from '../src/platform/scope.ts'
import { type BenchHouse, openHouse } from './stage/house.ts'
import { channelSecret } from './stage/line.ts'
import { machine } from './stage/machine.ts'
import { processorTime } from './stage/processor.ts'

/**
 * How many donors a second a round is planned and rendered for: from the approver's click until every donor's personal message
 * stands as a delivery, with a link of its own to the donor's page. Each donor has one gift of one of a hundred children, and one
 * chat. Beside it, in the same run: what the preview costs, and the processor's time of server and database for each donor.
 */
const donors = z.coerce.number().int().min(1000).default(20_000).parse(process.env.BENCH_SIZE)
const children = 100

const house = await openHouse()
try {
  const purpose = await foundPurpose(house.scope)
  const [planner, approver] = [await member(house, 'planner'), await member(house, 'approver')]
  await stage(house, purpose)
  await tell(purpose, planner, approver)
  await house.context.databases.owner.query('analyze')

  const planning = performance.now()
  const roundId = await planRound(planner, purpose)
  await submitRound(planner, roundId)
  await approveRound(approver, roundId)
  const began = performance.now()
  const before = processorTime(house.home)
  await house.scope.transaction((transaction) => beginRound(transaction, roundId))
  const begun = performance.now()
  await sendRound(house.scope, roundId)
  const ended = performance.now()
  const after = processorTime(house.home)
  const { rows } = await house.context.databases.owner.query<{ count: number }>(
    'select count(*)::int as count from deliveries where source_kind = $1',
    ['feedback'],
  )
  console.log(
    JSON.stringify({
      name: 'feedback',
      value: Math.round(donors / ((ended - began) / 1000)),
      unit: 'donors/s, each with a rendered delivery',
      donors,
      deliveries: rows[0]?.count,
      secondsToPlanAndPreview: seconds(began - planning),
      secondsToWriteResults: seconds(begun - began),
      secondsToRender: seconds(ended - begun),
      microsecondsPerDonor: {
        server: Math.round((after.server - before.server) / donors),
        database: Math.round(((after.database ?? Number.NaN) - (before.database ?? 0)) / donors),
      },
      machine,
    }),
  )
} finally {
  await house.close()
}

function seconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toFixed(2))
}

async function member({ scope }: BenchHouse, name: string): Promise<Scope> {
  const permissions = ['rounds.plan', 'rounds.approve', 'updates.write', 'updates.approve']
  const { memberId: id } = await createMember(scope, {
    name,
    email: `${name}@example.org`,
    language: 'en',
    roles: ['programme_officer'],
  })
  return new Scope(scope.context, scope.organisationId, { kind: 'member', id, name, permissions: new Set(permissions) })
}

/** Children, and donors with a chat, a yes and a gift that is allocated; written by the owner, for none of it is measured. */
async function stage({ scope, context }: BenchHouse, purpose: Purpose): Promise<void> {
  const account = await createChannelAccount(scope, {
    ...{ kind: 'line', name: 'LINE', config: { channelId: '1234567890', channelSecret } },
  })
  const needs: { caseId: string; needId: string }[] = []
  for (let child = 0; child < children; child += 1) {
    const { caseId, needIds } = await openTestCase(scope, purpose, [BigInt(donors) * 1000n])
    needs.push({ caseId, needId: needIds[0] ?? '' })
  }
  for (let from = 0; from < donors; from += 1000) {
    const personIds = await scope.transaction(async (transaction) => {
      const seen = Array.from({ length: Math.min(1000, donors - from) }, (_, n) => ({
        address: `U${String(from + n).padStart(32, '0')}`,
        displayName: `Donor ${from + n}`,
      }))
      const known = await ensureIdentities(transaction, account, seen, { name: '—', language: 'zh-Hant' })
      await ensureConversations(
        transaction,
        account,
        [...known.values()].map(({ identityId }) => identityId),
      )
      return [...known.values()].map(({ personId }) => personId)
    })
    await writeGifts(context.databases.owner, { purpose, needs, personIds, organisationId: scope.organisationId })
  }
}

async function writeGifts(
  owner: BenchHouse['context']['databases']['owner'],
  given: {
    purpose: Purpose
    needs: readonly { caseId: string; needId: string }[]
    personIds: readonly string[]
    organisationId: string
  },
): Promise<void> {
  const { purpose, needs, personIds, organisationId } = given
  const references = personIds.map(() => randomBytes(16).toString('base64url'))
  const needOf = personIds.map((_, n) => needs[n % needs.length]?.needId)
  const caseOf = personIds.map((_, n) => needs[n % needs.length]?.caseId)
  await owner.query(
    `with given as (
       select gen_random_uuid() as gift_id, * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[])
         as one (person_id, reference, need_id, case_id)
     ), consent as (
       insert into consents (organisation_id, consent_id, person_id, purpose, channel, granted, text_version, language, source, at)
       select $5, gen_random_uuid(), person_id, 'feedback', 'all', true, '1', 'zh-Hant', 'gift_form', now() from given
     ), gift as (
       insert into gifts (organisation_id, gift_id, public_reference, person_id, campaign_id, fund_id, source, amount_minor,
         fee_minor, currency, given_on, received_at, donor_name, is_anonymous, receipt_wish, language)
       select $5, gift_id, reference, person_id, $6, $7, 'manual', 1000, 0, 'TWD', '2026-03-02', now(), 'Donor', false, 'none',
         'zh-Hant' from given
     ), portion as (
       insert into gift_portions (organisation_id, gift_id, campaign_id, fund_id, currency, amount_minor, fee_minor,
         share_minor, minimum_slice_minor, received_at)
       select $5, gift_id, $6, $7, 'TWD', 1000, 0, 0, 1, now() from given
     ), salt as (
       insert into log_salts (organisation_id, subject_kind, subject_id, salt)
       select $5, 'gift', gift_id, decode(repeat('00', 32), 'hex') from given
     )
     insert into allocations (organisation_id, allocation_id, gift_id, need_id, case_id, amount_minor, currency, reason, at)
     select $5, gen_random_uuid(), gift_id, need_id, case_id, 1000, 'TWD', 'gift', now() from given`,
    [personIds, references, needOf, caseOf, organisationId, purpose.campaignId, purpose.fundId],
  )
}

/** News of every child. */
async function tell({ programmeId }: Purpose, planner: Scope, approver: Scope): Promise<void> {
  const { rows } = await house.context.databases.owner.query<{ case_id: string }>(
    'select case_id from cases where programme_id = $1',
    [programmeId],
  )
  for (const { case_id: caseId } of rows) {
    const updateId = await writeUpdate(planner, { caseId, stage: 'treated', texts: { 'zh-Hant': '手術順利。' } })
    const proof = await bringProof(planner, caseId)
    await approveUpdate(approver, updateId, { evidence: 'Discharge letter', proof, languages: ['zh-Hant'] })
  }
}
