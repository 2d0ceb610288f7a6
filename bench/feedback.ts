import { z } from 'zod'
import { foundPurpose, openTestCase, type Purpose } from '../src/allocations/testing.ts'
import { bringProof } from '../src/cases/testing.ts'
import { approveUpdate, writeUpdate } from '../src/cases/updates.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { approveRound } from '../src/feedback/approve.ts'
import { continueRecall, recallRound } from '../src/feedback/recall.ts'
import { planRound, submitRound } from '../src/feedback/rounds.ts'
import { beginRound, sendRound } from '../src/feedback/send.ts'
import { createMember } from '../src/organisations/members.ts'
import { Scope } from '../src/platform/scope.ts'
import { type Child, stageDonors } from './stage/donors.ts'
import { type BenchHouse, openHouse } from './stage/house.ts'
import { channelSecret } from './stage/line.ts'
import { machine } from './stage/machine.ts'
import { type ProcessorTime, processorTime } from './stage/processor.ts'

/**
 * How many donors a second a round is planned and rendered for: from the approver's click until every donor's personal message
 * stands as a delivery, with a link of its own to the donor's page. Each donor has one gift of one of a hundred children, and one
 * chat. Beside it, in the same run: what the preview costs, and the processor's time of server and database for each donor. With `--recall`
 * the round is recalled at the end.
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
  const atFirst = processorTime(house.home)
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
      microsecondsPerDonor: perDonor(before, after),
      microsecondsToPlanAndPreview: perDonor(atFirst, before),
      megabytesOfServerAtMost: Math.round(process.resourceUsage().maxRSS / 1024),
      ...(process.argv.includes('--recall') ? await recall(approver, roundId) : {}),
      machine,
    }),
  )
} finally {
  await house.close()
}

/** How long until nothing leaves any more with the first batch withdrawn, and until everything is. */
async function recall(approver: Scope, roundId: string) {
  const began = performance.now()
  const before = processorTime(house.home)
  await recallRound(approver, roundId)
  const stopped = performance.now()
  await continueRecall(house.scope, roundId)
  return {
    secondsToStop: seconds(stopped - began),
    secondsToWithdraw: seconds(performance.now() - began),
    microsecondsToWithdraw: perDonor(before, processorTime(house.home)),
  }
}

function perDonor(from: ProcessorTime, to: ProcessorTime) {
  return {
    server: Math.round((to.server - from.server) / donors),
    database: Math.round(((to.database ?? Number.NaN) - (from.database ?? 0)) / donors),
  }
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

/** Children, and donors with a gift to one of them. */
async function stage(house: BenchHouse, purpose: Purpose): Promise<void> {
  const { scope } = house
  const channelAccountId = await createChannelAccount(scope, {
    ...{ kind: 'line', name: 'LINE', config: { channelId: '1234567890', channelSecret } },
  })
  const staged: Child[] = []
  for (let child = 0; child < children; child += 1) {
    const { caseId, needIds } = await openTestCase(scope, purpose, [BigInt(donors) * 1000n])
    staged.push({ caseId, needId: needIds[0] ?? '' })
  }
  await stageDonors(house, donors, { purpose, children: staged, channelAccountId })
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
