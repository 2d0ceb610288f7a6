import type { ChannelKind } from '../../src/channels/adapter.ts'

/** Whom a message is for, as its own words say; the same mark stands in the address where the kind takes any. */
export const markPattern = /mark-[a-z]+-\d+-end/

export function markOf(kind: ChannelKind, number: number): string {
  return `mark-${kind}-${number}-end`
}

/** An address of the kind's own shape. */
export function addressOf(kind: ChannelKind, number: number): string {
  const digits = String(number).padStart(32, '0')
  switch (kind) {
    case 'line':
      return `U${digits}`
    case 'wechat':
      return `o6_${digits.slice(-25)}`
    case 'viber':
      return `${digits.slice(-22)}==`
    case 'slack':
      return `U${digits.slice(-10)}`
    case 'email':
      return `${markOf(kind, number)}@example.org`
    case 'webchat':
      return `visitor-${number}`
    default:
      return `9${digits.slice(-14)}`
  }
}

/** Settings an account of each kind takes; nothing in them opens anything. */
export function configOf(kind: ChannelKind, mailPort: number): Record<string, unknown> {
  const meta = {
    accessToken: 'EAAG-a-token-of-a-system-user',
    appSecret: '0123456789abcdef0123456789abcdef',
    verifyToken: 'a-token-of-our-own-choice',
  }
  const settings: Record<ChannelKind, Record<string, unknown>> = {
    line: { channelId: '1234567890', channelSecret: '0123456789abcdef0123456789abcdef' },
    webchat: {},
    telegram: { botToken: '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawe' },
    whatsapp: { ...meta, phoneNumberId: '106540352242922', businessAccountId: '102290129340398' },
    wechat: { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef', token: 'token123' },
    messenger: { ...meta, pageId: '106540352242922' },
    instagram: { ...meta, instagramId: '17841405822304914', pageId: '106540352242922' },
    viber: { authToken: '445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9', senderName: 'A charity' },
    slack: { botToken: 'xoxb-a-token-of-an-app', signingSecret: '0123456789abcdef0123456789abcdef' },
    email: { smtpHost: '127.0.0.1', smtpPort: mailPort, fromAddress: 'hello@example.com', fromName: 'A charity' },
  }
  return settings[kind]
}
