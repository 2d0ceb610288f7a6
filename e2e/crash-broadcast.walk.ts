import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { approveBroadcast } from '../src/broadcasts/approve.ts'
import { anyOf } from '../src/broadcasts/filters.ts'
import { createBroadcast, submitBroadcast } from '../src/broadcasts/write.ts'
import { type ChannelKind, channelKinds } from '../src/channels/adapter.ts'
import { adapters } from '../src/channels/kinds.ts'
import { textMessage } from '../src/channels/message.ts'
import { changeChannelAccount, createChannelAccount } from '../src/conversations/accounts.ts'
import { ensureConversations } from '../src/conversations/conversations.ts'
import { hireTeam } from '../src/demo/members.ts'
import { foundOrganisation } from '../src/organisations/found.ts'
import { ensureIdentities } from '../src/people/identities.ts'
import type { Scope } from '../src/platform/scope.ts'
import { Auditor } from './crash-books.ts'
import { visit, zoneAtNoon } from './crash-charity.ts'
import { randomMoments } from './crash-traffic.ts'
import { addressOf, configOf, markOf, markPattern } from './providers/accounts.ts'
import { Mailbox } from './providers/mailbox.ts'
import { StandIn } from './providers/stand-in.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

/**
 * The issue's proof in small: `RISCONTRO_RECIPIENTS=10000 RISCONTRO_KILLS=50 npm test -- e2e/crash-broadcast.walk.ts` is
 * the whole of it and takes as long as the providers' published rates allow.
 */
const recipientsEach = Number(process.env.RISCONTRO_RECIPIENTS ?? 60)
const kills = Number(process.env.RISCONTRO_KILLS ?? 4)
const ratePerSecond = 100
/** A slice of bulk is a tenth of a second's worth: no more of an account is under way at once. */
const inFlight = ratePerSecond / 10
const databaseKills = Math.max(1, Math.round(kills / 10))

const standIn = new StandIn(markPattern, 20)
const mailbox = new Mailbox((recipient) => standIn.take(recipient))
let installation: Installation
let server: RunningServer
let auditor: Auditor
let environment: Record<string, string>
beforeAll(async () => {
  const redirect = new URL('./providers/redirect.mjs', import.meta.url)
  environment = { RISCONTRO_STAND_IN: await standIn.open(), NODE_OPTIONS: `--import=${redirect}` }
  installation = await openInstallation({ onDisk: true })
  server = await installation.start(environment)
  auditor = new Auditor(server.databaseUrl)
})
afterAll(async () => {
  await installation?.remove()
  await Promise.all([standIn.close(), mailbox.close()])
})

test('B1: kill -9 of the worker and of PostgreSQL while ten channels are written to: everybody has one end, nobody hears twice', async () => {
  await release(await mailbox.open())
  let interrupted = 0
  for (const [number, moment] of randomMoments(kills + databaseKills, recipientsEach * channelKinds.length).entries()) {
    await auditor.untilSome(`select from deliveries where state <> 'queued' having count(*) >= ${moment}`, 300)
    const isDatabase = number % Math.ceil(kills / databaseKills) === 1
    interrupted += await (isDatabase ? killDatabase() : killWorker())
  }
  await untilSettled()
  console.log(
    `${interrupted} sends were interrupted by ${kills} kills of the worker and ${databaseKills} of PostgreSQL`,
  )
  expect(interrupted).toBeGreaterThan(0)
  for (const kind of channelKinds) await expectOneEnd(kind)
}, 36_000_000)

/** A server sends before it says that it is ready: the channels wait until there is somebody to be killed. Answers how many sends were broken off. */
async function killWorker(): Promise<number> {
  await server.kill9()
  await auditor.rows(`update channel_accounts set state = 'paused'`)
  server = await installation.start(environment)
  const interrupted = await auditor.forgetSenders()
  await auditor.rows(`update channel_accounts set state = 'active'`)
  return interrupted
}

/** The server lives on, and brings it back. */
async function killDatabase(): Promise<number> {
  await server.killDatabase9()
  while ((await fetch(`${server.url}/readyz`)).status !== 200) await sleep(50)
  return auditor.forgetSenders()
}

/** Everybody is met on their channel; then a broadcast to all is written, and released by a second member. */
async function release(mailPort: number): Promise<void> {
  const house = await visit(installation)
  const scope = await foundOrganisation(house.context, {
    ...{ slug: 'morning-light', name: 'Morning Light', country: 'TW', language: 'en', isDemo: false },
    timeZone: zoneAtNoon(house.context.clock.now()),
  })
  for (const kind of channelKinds) {
    const account = { kind, name: kind, config: configOf(kind, mailPort) }
    const channelAccountId = await createChannelAccount(scope, account)
    // Rates are what providers publish; here nobody needs to be spared.
    await changeChannelAccount(scope, channelAccountId, { ratePerSecond })
    await meet(scope, kind, channelAccountId)
  }
  // Windows are open, everybody has said yes: this is about crashes.
  await auditor.rows('update conversations set last_inbound_at = now()')
  await auditor.rows(
    `insert into consents select organisation_id, gen_random_uuid(), person_id, 'appeals', 'all', true, '1', 'en', 'gift_form', null, now()
     from persons`,
  )
  const { team } = await hireTeam(scope)
  const broadcastId = await createBroadcast(team.fundraiser, {
    ...{ name: 'Spring', purpose: 'appeals', audience: anyOf({ kind: 'reachable' }), fallbackLanguage: 'en' },
    ...{ schedule: { kind: 'now' }, notAfter: null, leavers: 'keep' },
    contents: { en: textMessage('{{name}}, spring is here.') },
  })
  await submitBroadcast(team.fundraiser, broadcastId)
  await approveBroadcast(team.owner, broadcastId)
  await house.close()
}

/** Everybody's name is their mark, so that the words they get say whom they are for. */
async function meet(scope: Scope, kind: ChannelKind, channelAccountId: string): Promise<void> {
  for (let from = 0; from < recipientsEach; from += 1000) {
    const numbers = Array.from({ length: Math.min(1000, recipientsEach - from) }, (_, n) => from + n)
    await scope.transaction(async (transaction) => {
      const seen = numbers.map((number) => ({ address: addressOf(kind, number), displayName: markOf(kind, number) }))
      const known = await ensureIdentities(transaction, channelAccountId, seen, { name: '—', language: 'en' })
      const identityIds = [...known.values()].map(({ identityId }) => identityId)
      await ensureConversations(transaction, channelAccountId, identityIds)
    })
  }
}

/** What is left alone after the last kill comes to its end by itself. */
async function untilSettled(): Promise<void> {
  await auditor.untilNothing(
    {
      'messages not settled': `select from deliveries where state in ('queued', 'sending', 'held')`,
      'broadcasts not done': `select from broadcasts where state <> 'done'`,
    },
    300,
  )
}

/** Everybody of a kind has one row with one end, and what the provider took agrees with it. */
async function expectOneEnd(kind: ChannelKind): Promise<void> {
  const rows = await auditor.rows(
    `select d.state, d.reason, i.address from broadcast_recipients r join deliveries d using (organisation_id, delivery_id)
     join conversations c using (organisation_id, conversation_id, channel_account_id)
     join identities i using (organisation_id, identity_id, channel_account_id)
     join channel_accounts a using (organisation_id, channel_account_id)
     where a.kind = $1`,
    [kind],
  )
  const numberOf = new Map(Array.from({ length: recipientsEach }, (_, number) => [addressOf(kind, number), number]))
  const ends = rows.map(({ state, reason, address }) => {
    const taken = standIn.taken.get(markOf(kind, numberOf.get(String(address)) ?? -1)) ?? 0
    return `${state}${reason === null ? '' : ` (${reason})`}, taken ${taken}`
  })
  const tally = Object.fromEntries([...new Set(ends)].sort().map((end) => [end, ends.filter((e) => e === end).length]))
  console.log(kind, tally)
  // What the web chat's messages reach is our own database: no provider counts them.
  const { idempotency } = adapters[kind].abilities
  const allowed = kind === 'webchat' ? ['sent, taken 0'] : ['sent, taken 1']
  if (!idempotency) allowed.push('unknown (interrupted), taken 0', 'unknown (interrupted), taken 1')
  const unknown = rows.filter(({ state }) => state === 'unknown').length
  expect(unknown).toBeLessThanOrEqual(inFlight * (kills + databaseKills))
  expect([rows.length, Object.keys(tally).filter((end) => !allowed.includes(end))]).toEqual([recipientsEach, []])
}
