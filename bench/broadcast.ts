import { randomUUID } from 'node:crypto'
import { textMessage } from '../src/channels/message.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { sendMessage } from '../src/conversations/actions.ts'
import { ensureConversations } from '../src/conversations/conversations.ts'
import { Switchboard } from '../src/conversations/switchboard.ts'
import { ensureIdentities } from '../src/people/identities.ts'
import { newId } from '../src/platform/ids.ts'
import type { Scope } from '../src/platform/scope.ts'
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
 */
const recipients = Number(process.env.BENCH_RECIPIENTS ?? 100_000)
const accounts = 5
const each = recipients / accounts
const connections = 64

interface Round {
  writtenPerSecond: number
  sentPerSecond: number
  states: Record<string, number>
  used: ProcessorTime
}

if (process.send) await beServer()
else await measure()

async function measure(): Promise<void> {
  const stub = await openStub((path) =>
    path.endsWith('/token')
      ? { isMessage: false, body: '{"access_token":"token","expires_in":900}' }
      : { isMessage: true, body: `{"sentMessages":[{"id":"${randomUUID()}"}]}` },
  )
  const server = new Child(process.argv[1] ?? '', [String(stub.port)])
  try {
    await server.ask()
    const before = await server.ask<number>('bare')
    const { writtenPerSecond, sentPerSecond, states, used } = await server.ask<Round>('broadcast')
    const bare = (before + (await server.ask<number>('bare'))) / 2
    console.log(
      JSON.stringify({
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
        },
        machine,
      }),
    )
  } finally {
    await server.stop()
    stub.close()
  }
}

async function beServer(): Promise<void> {
  const stub = `http://127.0.0.1:${process.argv[2]}`
  const house = await openHouse(fetch, Number(process.argv[2]))
  const board = new Switchboard(house.context, { respond: async () => {} })
  const stop = async () => {
    await board.stop()
    await house.close()
    process.exit(0)
  }
  process.once('disconnect', stop)
  process.on('message', (word) => {
    if (word === 'stop') return void stop()
    if (word === 'bare') return void postBare(stub).then((rate) => process.send?.(rate), stop)
    send(house.scope, board, house.home).then((round) => process.send?.(round), stop)
  })
  process.send?.('ready')
}

/** Writes to everybody, then sends to everybody. */
async function send(scope: Scope, board: Switchboard, home: string): Promise<Round> {
  const ids: string[] = []
  const conversations: string[][] = []
  for (let number = 0; number < accounts; number += 1) {
    const config = { channelId: '1234567890', channelSecret }
    const id = await createChannelAccount(scope, { kind: 'line', name: `LINE ${number}`, config, isSandbox: true })
    ids.push(id)
    conversations.push(await meet(scope, id))
  }
  const writing = performance.now()
  for (const some of conversations) await write(scope, some)
  const began = performance.now()
  const before = processorTime(home)
  await Promise.all(ids.map((id) => board.sender.run(scope.organisationId, id)))
  await board.sender.settled()
  const ended = performance.now()
  const after = processorTime(home)
  const { rows } = await scope.context.databases.owner.query<{ state: string; count: number }>(
    'select state, count(*)::int as count from deliveries group by state',
  )
  return {
    writtenPerSecond: recipients / ((began - writing) / 1000),
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
