import { Failure } from '../platform/errors.ts'
import type { Context } from '../platform/scope.ts'
import { connectSandboxAccount } from './accounts.ts'
import type { Doorbell } from './doorbell.ts'
import type { EmulatedKind } from './emulator.ts'
import { findAccounts } from './found-accounts.ts'
import { LineAccount } from './line/account.ts'
import { type EmulatedChannel, listChannels, openChannel } from './line/channel.ts'
import { LineEmulator } from './line/emulator.ts'
import { lineProvider } from './line/provider.ts'
import { lineRoutes } from './line/routes.ts'
import type { Mood } from './mood.ts'
import { openPhoneApp } from './open-app.ts'
import type { PhoneApp } from './phone-app.ts'
import type { Typing } from './typing.ts'

/** Every provider of a demonstration, played by this process, and the phones that hear of them. */
export class Sandbox {
  readonly context: Context
  readonly line: LineEmulator
  readonly #apps = new Map<string, Promise<PhoneApp>>()
  readonly #connecting = new Map<EmulatedKind, Promise<PhoneApp>>()
  readonly #moods = new Map<EmulatedKind, Mood>()

  constructor(context: Context, line = new LineEmulator(context)) {
    this.context = context
    this.line = line
  }

  get doorbell(): Doorbell {
    return this.line.doorbell
  }

  get typing(): Typing {
    return this.line.typing
  }

  /** The accounts of a kind that are played, the oldest first. */
  async apps(kind: EmulatedKind): Promise<PhoneApp[]> {
    if (kind === 'line') return (await listChannels(this.context)).map((channel) => this.#lineApp(channel))
    const found = await findAccounts(this.context, kind)
    return Promise.all(
      found.map((account) => {
        const known = this.#apps.get(account.channelAccountId) ?? openPhoneApp(this, kind, account)
        this.#apps.set(account.channelAccountId, known)
        return known
      }),
    )
  }

  /** One account by its ids; undefined for one that is not played, or is gone. */
  async find(kind: EmulatedKind, organisationId: string, channelAccountId: string): Promise<PhoneApp | undefined> {
    if (kind === 'line') {
      const channel = await openChannel(this.context, organisationId, channelAccountId)
      return channel && this.#lineApp(channel)
    }
    const apps = await this.apps(kind)
    return apps.find((app) => app.scope.organisationId === organisationId && app.channelAccountId === channelAccountId)
  }

  /** The demonstration's account of a kind, connected now where it was not. Fails with `sandbox.no-demo`. */
  connect(kind: EmulatedKind): Promise<PhoneApp> {
    const connecting = this.#connecting.get(kind) ?? this.#connect(kind).finally(() => this.#connecting.delete(kind))
    this.#connecting.set(kind, connecting)
    return connecting
  }

  moodOf(kind: EmulatedKind): Mood {
    return kind === 'line' ? this.line.conditions.sending : (this.#moods.get(kind) ?? 'normal')
  }

  /** Lets all accounts of a kind feel so from now on. */
  async setMood(kind: EmulatedKind, mood: Mood): Promise<void> {
    this.#moods.set(kind, mood)
    for (const { emulator } of await this.apps(kind)) emulator.mood = mood
  }

  /** A provider's API: the account whose credentials are shown answers, or the first one refuses them. */
  async answer(kind: EmulatedKind, request: Request): Promise<Response> {
    const apps = await this.apps(kind)
    for (const { emulator, api } of apps) if (await emulator.owns(request)) return api.fetch(request)
    return apps[0]?.api.fetch(request) ?? new Response(null, { status: 404 })
  }

  async #connect(kind: EmulatedKind): Promise<PhoneApp> {
    const [known] = await this.apps(kind)
    if (known) return known
    const [demo] = await listChannels(this.context)
    if (demo === undefined) throw new Failure('sandbox.no-demo', {}, { kind: 'missing' })
    await connectSandboxAccount(demo.scope, kind)
    const [made] = await this.apps(kind)
    if (made === undefined) throw new Failure('sandbox.no-demo', {}, { kind: 'missing' })
    return made
  }

  #lineApp(channel: EmulatedChannel): PhoneApp {
    const { scope, channelAccountId } = channel
    const emulator = new LineAccount(this.line, channel)
    return { kind: 'line', scope, channelAccountId, provider: lineProvider, emulator, api: lineRoutes(this.line) }
  }
}
