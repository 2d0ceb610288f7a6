import { createHmac } from 'node:crypto'
import { partKey, sameSignature } from '../keys.ts'
import type { EmailConfig } from './config.ts'

/**
 * The Message-ID of a delivery: the same at every attempt, and signed for its reader, so that a report about it (a bounce, a
 * complaint) can be believed.
 */
export function ownId(deliveryId: string, to: string, config: EmailConfig): string {
  const key = partKey(deliveryId, 1)
  const domain = config.fromAddress.slice(config.fromAddress.lastIndexOf('@') + 1)
  return `<${key}.${sign(`message\n${key}\n${to}`, config)}@${domain}>`
}

/** Whether we gave a mail to this reader this id. */
export function isOwnId(id: string, to: string, config: EmailConfig): boolean {
  const [, key, signature] = /^<([\da-f-]{36})\.([\w-]{22})@[^@\s]+>$/.exec(id.trim()) ?? []
  if (key === undefined || signature === undefined) return false
  return sameSignature(sign(`message\n${key}\n${to}`, config), signature)
}

/** What an unsubscribe link carries: who it is, and our word that we wrote it. */
export function unsubscribeToken(address: string, config: EmailConfig): string {
  return `${Buffer.from(address).toString('base64url')}.${sign(`unsubscribe\n${address}`, config)}`
}

/** The reader an unsubscribe link speaks for, or `null` when it is not ours. */
export function readUnsubscribeToken(token: string, config: EmailConfig): string | null {
  const [name = '', signature = ''] = token.split('.')
  const address = Buffer.from(name, 'base64url').toString()
  return address !== '' && sameSignature(unsubscribeToken(address, config), `${name}.${signature}`) ? address : null
}

function sign(words: string, { inboundSecret }: EmailConfig): string {
  return createHmac('sha256', inboundSecret).update(words).digest('base64url').slice(0, 22)
}
