import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { textMessage } from '../src/channels/message.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { sendMessage } from '../src/conversations/actions.ts'
import { hookRoutes } from '../src/conversations/arriving/hooks.ts'
import { ensureConversations } from '../src/conversations/conversations.ts'
import { Switchboard } from '../src/conversations/switchboard.ts'
import { ensureIdentities } from '../src/people/identities.ts'
import { newId } from '../src/platform/ids.ts'
import type { Scope } from '../src/platform/scope.ts'
import { respondInChat } from '../src/scripts/actions.ts'
import { Askers, type Door, type Waited } from './stage/askers.ts'
import { Child } from './stage/child.ts'
import { openHouse } from './stage/house.ts'
import { channelSecret } from './stage/line.ts'
import { machine } from './stage/machine.ts'
import { type ProcessorTime, processorTime } from './stage/processor.ts'
import { openStub } from './stage/stub.ts'

/**
 * How many people a second are sent a message of their own, each a delivery of its own in the ledger with one final state.
 * LINE publishes 2,000 a second for one channel, so the organisation has five. Beside it, before and after: a bare loop
 * that only posts the same pushes. `written` is how fast the messages come into the queue, before the clock of `value`
 * starts. The stub is this process; sender and database are its child.
 *
 * `--with-replies`: meanwhile twenty people a second write to the same accounts and are answered by the default script;
 * `repliesMilliseconds` says how long that took, from the webhook to the reply taken by the stub, beside the same before the
 * broadcast left.
 */
const recipients = Number(process.env.BENCH_RECIPIENTS ?? 100_000)
const accounts = 5
const each = recipients / accounts
const connections = 64
const withReplies = process.argv.includes('--with-replies')
const asksPerSecond = 20

/** What was prepared: people met, messages written, doors open. */
interface Ready {
  doors: Door[]
  writtenPerSecond: number
}

interface Round {
  sentPerSecond: number
  states: Record<string, number>
  used: ProcessorTime
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  let askers: Askers | undefined
  const stub = await openStub((path, body) => {
    if (path.endsWith('/reply')) askers?.heard(body)
    return path.endsWith('/token')
      ? { isMessage: false, body: '{"access_token":"token","expires_in":900}' }
      : { isMessage: true, body: `{"sentMessages":[{"id":"${randomUUID()}"}]}` }
  })
  const server = new Child(process.argv[1] ?? '', [String(stub.port)])
  try {
    await server.ask()
    const before = await server.ask<number>('bare')
    const { doors, writtenPerSecond } = await server.ask<Ready>('prepare')
    const alone = withReplies
      ? await askAlone((one) => {
          askers = one
        }, doors)
      : undefined
    askers = withReplies ? new Askers(doors, each) : undefined
    askers?.start(asksPerSecond)
    const stubBefore = process.cpuUsage()
    const round = await server.ask<Round>('send')
    const { user, system } = process.cpuUsage(stubBefore)
    const waited = await askers?.stop()
    const bare = (before + (await server.ask<number>('bare'))) / 2
    report(round, {
      bare,
      writtenPerSecond,
      stub: user + system,
      ...(waited ? { repliesMilliseconds: { beside: waited, alone } } : {}),
    })
  } finally {
    await server.stop()
    stub.close()
  }
}

/** The same people before the broadcast leaves: what they wait for then is the machine, not bulk. */
async function askAlone(begin: (askers: Askers) => void, doors: readonly Door[]): Promise<Waited> {
  const askers = new Askers(doors, each)
  begin(askers)
  askers.start(asksPerSecond)
  await new Promise((resolve) => setTimeout(resolve, 5000))
  return askers.stop()
}

function report(
  { sentPerSecond, states, used }: Round,
  { bare, writtenPerSecond, stub, ...more }: { bare: number; writtenPerSecond: number; stub: number },
): void {
  const value = {
    name: 'broadcast',
    value: Math.round(sentPerSecond),
    unit: 'personal messages/s, each a row with its end',
    baseline: 'a bare loop that only posts the same pushes, same process, same run',
    baselineValue: Math.round(bare),
    ratio: Number((sentPerSecond / bare).toFixed(3)),
    states,
    written: Math.round(writtenPerSecond),
    microsecondsPerMessage: {
      server: Math.round(used.server / recipients),
      database: Math.round((used.database ?? Number.NaN) / recipients),
      stub: Math.round(stub / recipients),
    },
    ...more,
    machine,
  }
  console.log(JSON.stringify(value))
}

async function beServer(): Promise<void> {
  const stub = `http://127.0.0.1:${process.argv[2]}`
  const house = await openHouse(fetch, Number(process.argv[2]))
  const board = new Switchboard(house.context, { respond: respondInChat })
  const server = serve({ fetch: hookRoutes(board).fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
    let accountIds: string[] = []
    const orders: Record<string, () => Promise<unknown>> = {
      bare: () => postBare(stub),
      prepare: async () => {
        const prepared = await prepare(house.scope)
        accountIds = prepared.accountIds
        return { doors: prepared.hooks.map((hook) => ({ port, hook })), writtenPerSecond: prepared.writtenPerSecond }
      },
      send: () => send(house.scope, board, accountIds, house.home),
    }
    process.on('message', (word) => {
      if (word === 'stop') return void stop()
      orders[String(word)]?.().then((answer) => process.send?.(answer), stop)
    })
    process.send?.('ready')
  })
  const stop = async (error?: unknown) => {
    if (error) console.error(error)
    server.close()
    await board.stop()
    await house.close()
    process.exit(0)
  }
  process.once('disconnect', () => stop())
}

/** Opens the accounts, meets everybody and writes to everybody. */
async function prepare(scope: Scope) {
  const accountIds: string[] = []
  const conversations: string[][] = []
  for (let number = 0; number < accounts; number += 1) {
    const config = { channelId: '1234567890', channelSecret }
    const id = await createChannelAccount(scope, { kind: 'line', name: `LINE ${number}`, config, isSandbox: true })
    accountIds.push(id)
    conversations.push(await meet(scope, id))
  }
  const writing = performance.now()
  for (const some of conversations) await write(scope, some)
  const writtenPerSecond = recipients / ((performance.now() - writing) / 1000)
  // As autovacuum does within a minute; without figures PostgreSQL takes every table for a small one.
  const { owner } = scope.context.databases
  await owner.query('analyze')
  const { rows } = await owner.query<{ hook: string }>(
    `select '/hooks/' || hook_key as hook from channel_accounts where channel_account_id = any($1)`,
    [accountIds],
  )
  return { accountIds, writtenPerSecond, hooks: rows.map(({ hook }) => hook) }
}

/** Sends all that was written to everybody. */
async function send(scope: Scope, board: Switchboard, accountIds: readonly string[], home: string): Promise<Round> {
  const began = performance.now()
  const before = processorTime(home)
  await Promise.all(accountIds.map((id) => board.sender.run(scope.organisationId, id)))
  await board.sender.settled()
  const ended = performance.now()
  const after = processorTime(home)
  const { rows } = await scope.context.databases.owner.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from deliveries where priority = 1 group by state',
  )
  return {
    sentPerSecond: recipients / ((ended - began) / 1000),
    states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    used: { server: after.server - before.server, database: (after.database ?? 0) - (before.database ?? 0) },
  }
}

/** People of an account with a conversation each; answers the conversations. */
async function meet(scope: Scope, channelAccountId: string): Promise<string[]> {
  const conversations: string[] = []
  for (let from = 0; from < each; from += 1000) {
    await scope.transaction(async (transaction) => {
      const seen = numbers(from).map((n) => ({ address: `U${String(n).padStart(32, '0')}`, displayName: `Donor ${n}` }))
      const known = await ensureIdentities(transaction, channelAccountId, seen, { name: '—', language: 'en' })
      const identityIds = [...known.values()].map(({ identityId }) => identityId)
      const made = await ensureConversations(transaction, channelAccountId, identityIds)
      conversations.push(...[...made.values()].map(({ conversationId }) => conversationId))
    })
  }
  return conversations
}

const source = { kind: 'broadcast', id: newId(new Date()) }

async function write(scope: Scope, conversationIds: readonly string[]): Promise<void> {
  for (let from = 0; from < conversationIds.length; from += 1000) {
    await scope.transaction((transaction) =>
      Promise.all(
        conversationIds.slice(from, from + 1000).map((conversationId, n) =>
          sendMessage(
            transaction,
            { conversationId },
            {
              content: textMessage(`Dear Donor ${from + n}, your gift helped a child to see again. Thank you.`),
              ...{ purpose: 'service', author: { kind: 'system' }, priority: 1, source },
            },
          ),
        ),
      ),
    )
  }
}

function numbers(from: number): number[] {
  return Array.from({ length: Math.min(1000, each - from) }, (_, n) => from + n)
}

/** What the sender does to the outside, and nothing else. */
async function postBare(stub: string): Promise<number> {
  const count = Math.min(recipients, 20_000)
  let left = count
  const began = performance.now()
  const one = async () => {
    while (left-- > 0) {
      const text = `Dear Donor ${left}, your gift helped a child to see again. Thank you.`
      const body = JSON.stringify({ to: `U${String(left).padStart(32, '0')}`, messages: [{ type: 'text', text }] })
      const headers = {
        'content-type': 'application/json',
        authorization: 'Bearer token',
        'x-line-retry-key': randomUUID(),
      }
      await (await fetch(`${stub}/v2/bot/message/push`, { method: 'POST', headers, body })).text()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return count / ((performance.now() - began) / 1000)
}
