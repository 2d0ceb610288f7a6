import { openLink } from '../../organisations/links.ts'
import { Failure } from '../../platform/errors.ts'
import { readChat } from '../chat-store.ts'
import type { HeldPhone } from '../phone-deeds.ts'

/**
 * The newest address of a gift's page that stands in the chat of a phone, without the instance's own address; undefined
 * when there is none. Not made anew: only what was sent before a tampering can convict it.
 */
export async function ownLink({ app, phone }: HeldPhone, giftId: string): Promise<string | undefined> {
  const lines = await app.scope.transaction((transaction) => readChat(transaction, phone.phoneId))
  for (const { message } of lines.toReversed()) {
    const [path, token = ''] = /\/g\/([\w-]{43})#[\w.-]+/.exec(JSON.stringify(message)) ?? []
    if (path !== undefined && (await leadsTo(app.scope.context, token, giftId))) return path
  }
  return undefined
}

async function leadsTo(context: HeldPhone['app']['scope']['context'], token: string, giftId: string) {
  try {
    return (await openLink(context, 'gift_page', token)).subject.giftId === giftId
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}
