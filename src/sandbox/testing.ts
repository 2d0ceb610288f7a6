import { createChannelAccount } from '../conversations/accounts.ts'
import { paymentHookRoutes } from '../gifts/hook-routes.ts'
import { openTestHouse, type TestHouse } from '../organisations/testing.ts'
import { newEdge } from '../platform/http/edge.ts'
import { openDoor } from '../platform/http/server.ts'
import { type Context, Scope } from '../platform/scope.ts'
import { type EmulatedChannel, listChannels } from './line/channel.ts'
import type { LineEmulator } from './line/emulator.ts'
import type { PhoneApp } from './phone-app.ts'
import { sandboxRoutes } from './routes.ts'
import { Sandbox } from './sandbox.ts'

/** A webhook as our own server heard it. */
export interface HeardHook {
  path: string
  headers: Record<string, string>
  body: Buffer
}

/** A house with the sandbox listening on loopback, and a hook that only writes down what it hears. */
export interface SandboxHouse extends TestHouse {
  /** As the house's own, but with an embedded database and the port it really listens on. */
  context: Context
  sandbox: Sandbox
  emulator: LineEmulator
  channel: EmulatedChannel
  /** LINE, as a phone has it. */
  app: PhoneApp
  origin: string
  heard: HeardHook[]
  /** What the hook answers. */
  hookStatus: number
}

export const channelId = '1234567890'
export const channelSecret = '0123456789abcdef0123456789abcdef'

export async function openSandboxHouse(): Promise<SandboxHouse> {
  const house = await openTestHouse({ fetch })
  const settings = { ...house.context.settings, databaseUrl: undefined }
  const context: Context = { ...house.context, settings }
  const sandbox = new Sandbox(context)
  const emulator = sandbox.line
  const heard: HeardHook[] = []
  const edge = newEdge(context, (request, error) => request.text(error instanceof Error ? error.message : '', 500))
  edge.route('/', paymentHookRoutes())
  edge.post('/hooks/*', async (request) => {
    const body = Buffer.from(await request.req.arrayBuffer())
    heard.push({ path: request.req.path, headers: request.req.header(), body })
    return request.body('{}', opened.hookStatus === 200 ? 200 : 503)
  })
  edge.route('/', sandboxRoutes(context, sandbox))
  const server = await openDoor({ host: '127.0.0.1', port: 0 })
  server.answer(edge.fetch)
  settings.port = server.port
  const origin = `http://127.0.0.1:${server.port}`
  settings.publicUrl = origin
  const scope = new Scope(context, house.organisationId, house.scope.actor)
  await createChannelAccount(scope, {
    kind: 'line',
    name: 'LINE',
    isSandbox: true,
    config: { channelId, channelSecret },
  })
  const [channel] = await listChannels(context)
  if (channel === undefined) throw new Error('no channel')
  const app = await sandbox.connect('line')
  const opened: SandboxHouse = {
    ...house,
    context,
    scope,
    sandbox,
    emulator,
    channel,
    app,
    origin,
    heard,
    hookStatus: 200,
    close: async () => {
      await server.close(0)
      await house.close()
    },
  }
  return opened
}
