import type { ChannelKind, RawRequest, Reception } from '../../channels/adapter.ts'
import { audit } from '../../organisations/audit.ts'
import { permit } from '../../organisations/permission.ts'
import { hint } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import type { OpenAccount } from '../account.ts'

/** The settings by which a provider proves to us what it tells. Our own web chat has none: nobody else knows its secrets. */
const proving: Partial<Record<ChannelKind, readonly string[]>> = {
  line: ['channelSecret'],
  telegram: ['webhookSecret'],
  whatsapp: ['appSecret', 'verifyToken'],
  messenger: ['appSecret', 'verifyToken'],
  instagram: ['appSecret', 'verifyToken'],
  wechat: ['token', 'encodingAesKey'],
  viber: ['authToken'],
  slack: ['signingSecret'],
  email: ['inboundSecret'],
}

/** See `proving`. */
export function provingSecrets(kind: ChannelKind): readonly string[] {
  return proving[kind] ?? []
}

/** Reads a webhook by the account's secret, or, within its day, by the one before. What neither proves is refused as by the new one. */
export async function hearBy(account: OpenAccount, request: RawRequest, now: Date): Promise<Reception> {
  const { channel, former } = account
  const heard = channel.receive(await channel.unpack(request), now)
  if (heard.accepted || former === null || former.until <= now) return heard
  const earlier = former.channel.receive(await former.channel.unpack(request), now)
  return earlier.accepted ? earlier : heard
}

/** Takes an account's replaced secret no more, from this moment. Nothing happens where none is taken. */
export async function stopFormerSecret(scope: Scope, channelAccountId: string): Promise<void> {
  permit(scope, 'channels.change')
  await scope.transaction(async (transaction) => {
    const { db, organisationId } = transaction
    const stopped = await db
      .updateTable('channel_accounts')
      .set({ former_cipher: null, former_until: null })
      .where('organisation_id', '=', organisationId)
      .where('channel_account_id', '=', channelAccountId)
      .where('former_until', 'is not', null)
      .returning('channel_account_id')
      .executeTakeFirst()
    if (stopped === undefined) return
    await audit(transaction, {
      action: 'channels.stop-former-secret',
      subjectKind: 'channel_account',
      subjectId: channelAccountId,
    })
    await hint(transaction, 'channel', [channelAccountId])
  })
}
