import type { ConfigField } from '../adapter.ts'
import { type PageAccount, pageAccount } from '../meta/page/account.ts'

/** A Facebook page on Messenger. */
export const messengerConfig = pageAccount
export type MessengerConfig = PageAccount

export const messengerFields: readonly ConfigField[] = [
  { name: 'pageId', secret: false, required: true },
  { name: 'accessToken', secret: true, required: true },
  { name: 'appSecret', secret: true, required: true },
  { name: 'verifyToken', secret: false, required: true, generated: true },
]
