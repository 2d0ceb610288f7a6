import type { Address, ChannelKind, ComposeContext } from '../../channels/adapter.ts'
import type { Channel } from '../../channels/channel.ts'
import { openChannel } from '../../channels/kinds.ts'

/** Settings of nobody: right in form, so that an adapter composes with them, and good for nothing. */
const settings: Readonly<Record<ChannelKind, object>> = {
  line: { channelId: '1234567890', channelSecret: '0'.repeat(32) },
  webchat: { visitorSecret: '0'.repeat(32) },
  telegram: { botToken: `12345:${'0'.repeat(35)}`, webhookSecret: '0'.repeat(32) },
  whatsapp: {
    ...{ phoneNumberId: '1000000000', businessAccountId: '1000000000', accessToken: '0'.repeat(40) },
    ...{ appSecret: '0'.repeat(32), verifyToken: '0'.repeat(32) },
  },
  wechat: { appId: `wx${'0'.repeat(16)}`, appSecret: '0'.repeat(32), token: 'nobody' },
  messenger: {
    pageId: '1000000000',
    accessToken: '0'.repeat(40),
    appSecret: '0'.repeat(32),
    verifyToken: '0'.repeat(32),
  },
  instagram: {
    ...{ instagramId: '1000000000', pageId: '1000000000', accessToken: '0'.repeat(40) },
    ...{ appSecret: '0'.repeat(32), verifyToken: '0'.repeat(32) },
  },
  viber: { authToken: Array(3).fill('0'.repeat(16)).join('-'), senderName: '—' },
  slack: { botToken: `xoxb-${'0'.repeat(20)}`, signingSecret: '0'.repeat(32) },
  email: {
    ...{ smtpHost: 'mail.example.org', fromAddress: 'nobody@example.org', fromName: '—' },
    inboundSecret: '0'.repeat(32),
  },
}

const addresses: Partial<Record<ChannelKind, string>> = { email: 'nobody@example.org', whatsapp: '390000000000' }

/** A channel of this kind that composes as a real one does, and whose requests are read and thrown away. */
export function previewChannel(kind: ChannelKind): { channel: Channel; to: Address } {
  return { channel: openChannel(kind, settings[kind]), to: { type: 'user', id: addresses[kind] ?? '1000000000' } }
}

/** What of the real world shows in a preview. */
export interface PreviewContext {
  readonly now: Date
  /** Where files of ours lie: they alone are uploaded. */
  readonly publicUrl: string
  /** An emulator, as demos have it, also fetches pictures by http. */
  readonly isSandbox: boolean
}

/** What composing is told. */
export function previewContext(kind: ChannelKind, { now, publicUrl, isSandbox }: PreviewContext): ComposeContext {
  return {
    now,
    deliveryId: '00000000-0000-7000-8000-000000000000',
    accessToken: { token: '0'.repeat(40), expiresAt: now.getTime() + 60_000 },
    byMember: true,
    hookUrl: `${publicUrl}/hooks/preview`,
    ...(isSandbox ? { sandboxOrigin: `http://127.0.0.1:1/sandbox/${kind}` } : {}),
  }
}
