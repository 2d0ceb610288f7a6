import { Failure } from '../../platform/errors.ts'
import type { OrganisationId } from '../../platform/ids.ts'
import { describeError } from '../../platform/log.ts'
import { checkReceived, type ReceivedFile } from '../../platform/received.ts'
import { type Context, Scope } from '../../platform/scope.ts'
import { sniff } from '../../platform/upload.ts'
import { sandboxOrigin } from '../account.ts'
import type { AccountCache } from '../accounts/cache.ts'
import type { AccessTokens } from '../accounts/tokens.ts'
import { Turnstile } from '../sending/turnstile.ts'
import { readVisitorUpload } from '../webchat/visitor-uploads.ts'
import { type Download, download } from './download.ts'
import { eraseForgottenMedia } from './erase.ts'
import { readMailFile } from './mail-files.ts'
import { mediaTries, mediaWaitSeconds, type Refusal, type WantedMedia } from './media.ts'
import { claimMedia, postponeMedia, type Settlement, settleMedia } from './store.ts'

/** Files of one account in hand at once: 20 MB each, and a slow provider must not hold up the rest for long. */
const parallel = 4

/** Fetches what came with messages and keeps it, account by account, outside any transaction. */
export class MediaFetcher {
  readonly #context: Context
  readonly #accounts: AccountCache
  readonly #tokens: AccessTokens
  readonly #running = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  /** Drawing a picture takes up to 250 MB. */
  readonly #drawing = new Turnstile(2, 1)
  #stopped = false

  constructor(context: Context, accounts: AccountCache, tokens: AccessTokens) {
    this.#context = context
    this.#accounts = accounts
    this.#tokens = tokens
  }

  /** Erases what was taken back and fetches all that is due on an account, then returns. Called again meanwhile, it looks once more. */
  run(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    this.#again.add(channelAccountId)
    const running =
      this.#running.get(channelAccountId) ??
      this.#work(organisationId, channelAccountId).finally(() => this.#running.delete(channelAccountId))
    this.#running.set(channelAccountId, running)
    return running
  }

  /** Ends after what is in hand. */
  async stop(): Promise<void> {
    this.#stopped = true
    await Promise.allSettled(this.#running.values())
  }

  async #work(organisationId: OrganisationId, channelAccountId: string): Promise<void> {
    const scope = new Scope(this.#context, organisationId, { kind: 'system', name: 'conversations' })
    while (!this.#stopped && this.#again.delete(channelAccountId)) {
      await eraseForgottenMedia(scope)
      const claimed = await claimMedia(scope, channelAccountId, parallel)
      if (claimed.length > 0) this.#again.add(channelAccountId)
      await Promise.all(claimed.map((wanted) => this.#fetch(scope, channelAccountId, wanted)))
    }
  }

  async #fetch(scope: Scope, channelAccountId: string, wanted: WantedMedia): Promise<void> {
    const { messageId, place, attempts } = wanted
    try {
      const got = await this.#ask(scope, channelAccountId, wanted)
      if (got.kind === 'auth') this.#tokens.forget(channelAccountId)
      if (got.kind === 'bytes') return await this.#keep(scope, wanted, got.bytes)
      if (got.kind === 'gone') return void (await settleMedia(scope, wanted, { state: 'gone' }))
      if (got.kind === 'refused')
        return void (await settleMedia(scope, wanted, { state: 'refused', reason: got.reason }))
      await this.#tryLater(scope, wanted, got.kind === 'later' ? got.waitSeconds : undefined)
    } catch (error) {
      this.#context.log.warn({ messageId, place, attempts, ...describeError(error) }, 'A file could not be kept')
      await this.#tryLater(scope, wanted)
    }
  }

  async #tryLater(scope: Scope, wanted: WantedMedia, toldSeconds = 0): Promise<void> {
    const { attempts } = wanted
    if (attempts < mediaTries) await postponeMedia(scope, wanted, Math.max(toldSeconds, mediaWaitSeconds(attempts)))
    else await settleMedia(scope, wanted, { state: 'refused', reason: 'unreachable' })
  }

  async #ask(scope: Scope, channelAccountId: string, wanted: WantedMedia): Promise<Download> {
    const { attachment } = wanted
    const account = await this.#accounts.byId(scope.organisationId, channelAccountId)
    if (account === undefined) return { kind: 'later' }
    if (account.kind === 'email') return readMailFile(scope, channelAccountId, attachment.mediaId ?? '')
    if (account.kind === 'webchat') return readVisitorUpload(scope, wanted)
    const authorisation = await this.#tokens.get(account)
    if ('refusal' in authorisation) return { kind: 'later' }
    return download(this.#context.fetch, account.channel, attachment, {
      now: this.#context.clock.now(),
      accessToken: authorisation.token,
      sandboxOrigin: sandboxOrigin(this.#context, account),
    })
  }

  /** The bytes are written before the row says so; when the row is not wanted any more they go again. */
  async #keep(scope: Scope, wanted: WantedMedia, bytes: Uint8Array): Promise<void> {
    const name = wanted.attachment.fileName ?? wanted.attachment.kind
    const settlement = await this.#drawing.pass(scope.organisationId, () => settlementOf(bytes, name))
    const { files } = this.#context
    const file = { organisationId: scope.organisationId, fileId: wanted.fileId }
    if (settlement.state === 'fetched') {
      await files.keep(file, 'whole', settlement.file.bytes)
      if (settlement.file.small) await files.keep(file, 'small', settlement.file.small)
    }
    if (!(await settleMedia(scope, wanted, settlement))) await files.erase(file)
  }
}

const reasons: Readonly<Record<string, Refusal>> = {
  'files.empty': 'empty',
  'files.too-large': 'too-large',
  'files.is-program': 'program',
  'files.picture-unreadable': 'unreadable',
  'files.pdf-unreadable': 'unreadable',
  'files.pdf-too-much': 'unreadable',
  'files.pdf-locked': 'locked',
}

async function settlementOf(bytes: Uint8Array, name: string): Promise<Settlement> {
  try {
    const file: ReceivedFile = await checkReceived(bytes, name)
    return { state: 'fetched', file }
  } catch (error) {
    const reason = error instanceof Failure ? reasons[error.code] : undefined
    if (reason === undefined) throw error
    return { state: 'refused', reason: reason === 'unreadable' && (await isHeic(bytes)) ? 'heic' : reason }
  }
}

/** What iPhones take photos in: patented, and drawn by none of the libraries that may be shipped. The person can send a JPEG instead. */
async function isHeic(bytes: Uint8Array): Promise<boolean> {
  return /^image\/hei[cf]/.test((await sniff(bytes)).mediaType)
}
