import { createServer } from 'node:http'
import { serve } from '@hono/node-server'
import { type ChannelKind, channelKinds } from '../src/channels/adapter.ts'
import { createChannelAccount } from '../src/conversations/accounts.ts'
import { hookDoor } from '../src/conversations/arriving/hook-door.ts'
import { hookRoutes } from '../src/conversations/arriving/hooks.ts'
import { Switchboard } from '../src/conversations/switchboard.ts'
import { Child } from './stage/child.ts'
import { openHouse } from './stage/house.ts'
import { players, writer } from './stage/kinds.ts'
import { type LoadFound, load } from './stage/load.ts'
import { machine } from './stage/machine.ts'
import { type ProcessorTime, processorTime } from './stage/processor.ts'

/**
 * How many signed webhooks of each kind per second are verified, durably stored (fsync on) and answered, against a bare
 * `node:http` server that reads the same requests and answers without doing anything. Every webhook is the recorded text
 * message of its channel with another sender and another id. Load comes from this process over 64 keep-alive connections;
 * the servers and PostgreSQL are a child process and its own on the same machine. `--kind line` measures one.
 */
const connections = 64
const rounds = 3
const secondsPerRound = Number(process.env.BENCH_SECONDS ?? 2)

interface Ready {
  ours: number
  bare: number
  paths: Record<ChannelKind, string>
}

if (process.send) await beServer()
else await measure(chosenKinds())

function chosenKinds(): readonly ChannelKind[] {
  const at = process.argv.indexOf('--kind')
  const kinds = at < 0 ? channelKinds : channelKinds.filter((kind) => kind === process.argv[at + 1])
  if (kinds.length === 0) throw new Error(`--kind is one of ${channelKinds.join(', ')}`)
  return kinds
}

async function measure(kinds: readonly ChannelKind[]): Promise<void> {
  const server = new Child(process.argv[1] ?? '')
  try {
    const ready = await server.ask<Ready>()
    for (const kind of kinds) console.log(JSON.stringify(await measureKind(server, ready, kind)))
  } finally {
    await server.stop()
  }
}

async function measureKind(server: Child, { ours, bare, paths }: Ready, kind: ChannelKind): Promise<object> {
  const write = writer(kind, paths[kind])
  let place = 0
  const loadFor = (port: number, forSeconds: number): Promise<LoadFound> => {
    const end = performance.now() + forSeconds * 1000
    return load(port, connections, () => (performance.now() < end ? write(++place) : undefined))
  }
  await loadFor(bare, 0.5)
  await loadFor(ours, 0.5)
  // By turns, so that whatever else the machine does weighs on both alike.
  const found: LoadFound[] = []
  const used = { server: 0, database: 0 }
  let baselineValue = 0
  for (let round = 0; round < rounds; round += 1) {
    baselineValue += (await loadFor(bare, secondsPerRound)).perSecond / rounds
    const before = await server.ask<ProcessorTime>('time')
    found.push(await loadFor(ours, secondsPerRound))
    const after = await server.ask<ProcessorTime>('time')
    used.server += after.server - before.server
    used.database += (after.database ?? Number.NaN) - (before.database ?? Number.NaN)
  }
  const value = found.reduce((sum, { perSecond }) => sum + perSecond / rounds, 0)
  const count = found.reduce((sum, one) => sum + one.count, 0)
  return {
    name: 'webhooks',
    kind,
    value: Math.round(value),
    unit: 'webhooks/s, durable',
    p50Milliseconds: Math.max(...found.map(({ p50 }) => p50)),
    p99Milliseconds: Math.max(...found.map(({ p99 }) => p99)),
    baseline: 'bare node:http server, same requests',
    baselineValue: Math.round(baselineValue),
    ratio: Number((value / baselineValue).toFixed(3)),
    microsecondsEach: { server: Math.round(used.server / count), database: Math.round(used.database / count) },
    machine,
  }
}

async function beServer(): Promise<void> {
  const house = await openHouse()
  const { context, scope } = house
  const paths = new Map<ChannelKind, string>()
  for (const kind of channelKinds) {
    const id = await createChannelAccount(scope, { kind, name: kind, config: players[kind].settings })
    const { rows } = await context.databases.owner.query(
      'select hook_key from channel_accounts where channel_account_id = $1',
      [id],
    )
    paths.set(kind, `/hooks/${rows[0]?.hook_key}`)
  }
  // Storing is measured alone; handling what was stored is another bench.
  const board = new Switchboard(context, { respond: async () => {} }, false)
  const ours = serve(
    { fetch: hookDoor(board, hookRoutes(board).fetch), hostname: '127.0.0.1', port: 0 },
    ({ port }) => {
      const bare = createServer((incoming, response) => {
        incoming.on('data', () => {})
        incoming.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
      })
      bare.listen(0, '127.0.0.1', () => {
        const address = bare.address()
        const barePort = typeof address === 'object' ? address?.port : 0
        process.send?.({ ours: port, bare: barePort, paths: Object.fromEntries(paths) })
      })
    },
  )
  const stop = async () => {
    ours.close()
    await board.stop()
    await house.close()
    process.exit(0)
  }
  process.once('disconnect', stop)
  process.on('message', (word) => (word === 'stop' ? void stop() : void process.send?.(processorTime(house.home))))
}
