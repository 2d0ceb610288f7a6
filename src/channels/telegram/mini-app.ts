import { createHmac } from 'node:crypto'
import { sameSignature } from '../keys.ts'
import type { SignedIn } from '../sign-in.ts'
import type { TelegramConfig } from './config.ts'

/** How old a Mini App's proof may be. Telegram sets no bound; an hour is enough to open a page and give. */
const longestSeconds = 3600

/**
 * Who opened a Mini App: the user's id, or `null` when the proof is wrong or too old. `initData` is the raw query string
 * the app hands over; everything but `hash` is signed, `signature` included (Telegram, "Validating data received via the
 * Mini App", and Telegram-Mini-Apps/telegram-apps init-data-node @ 8905b04).
 */
export function miniAppUser(initData: string, botToken: string, now: Date): string | null {
  const pairs = new URLSearchParams(initData)
  const presented = pairs.get('hash') ?? ''
  pairs.delete('hash')
  const signed = [...pairs]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n')
  const key = createHmac('sha256', 'WebAppData').update(botToken).digest()
  if (!sameSignature(createHmac('sha256', key).update(signed).digest('hex'), presented)) return null
  const age = now.getTime() / 1000 - Number(pairs.get('auth_date') ?? Number.NaN)
  if (!(age >= -60 && age <= longestSeconds)) return null
  return /"id":\s*(\d+)/.exec(pairs.get('user') ?? '')?.[1] ?? null
}

/** Who opened our Mini App. The same data, however it is written, bears one `hash`. */
export function readHanded(initData: string, { botToken }: TelegramConfig, now: Date): SignedIn {
  const userId = miniAppUser(initData, botToken, now)
  if (userId === null) return { kind: 'refused', words: 'not signed by Telegram for this bot, or too old' }
  return { kind: 'signed_in', userId, proofId: new URLSearchParams(initData).get('hash') ?? undefined }
}
