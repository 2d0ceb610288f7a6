import { isIP, isIPv4 } from 'node:net'
import type { Scope, Transaction } from '../../platform/scope.ts'

/**
 * The mark of the network a visitor comes from, by which attempts are counted together: a keyed digest, its own in every organisation.
 * Undefined where the address is not known.
 */
export function networkMark({ context, organisationId }: Scope, address: string): string | undefined {
  const prefix = prefixOf(address)
  return prefix && context.vault.sign('gifts.network', `${organisationId}|${prefix}`)
}

/** What machines of one hand share: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one; undefined for anything else. */
export function prefixOf(address: string): string | undefined {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(bare)) return bare.split('.').slice(0, 3).join('.')
  return isIP(bare) === 6 ? groupsOf(bare).slice(0, 3).join(':') : undefined
}

/** The eight groups of an IPv6 address, without leading noughts. */
function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const noughts = Array.from({ length: Math.max(8 - head.length - tail.length, 0) }, () => '0')
  return [...head, ...noughts, ...tail].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
}

const dayMilliseconds = 24 * 60 * 60 * 1000

/** Forgets which networks attempts came from, and which payments were refused, after a day. */
export async function forgetNetworks({ db, organisationId, now }: Transaction): Promise<void> {
  const dayAgo = new Date(now.getTime() - dayMilliseconds)
  await db
    .updateTable('gift_intents')
    .set({ network: null })
    .where('organisation_id', '=', organisationId)
    .where('network', 'is not', null)
    .where('created_at', '<', dayAgo)
    .execute()
  await db
    .deleteFrom('payment_declines')
    .where('organisation_id', '=', organisationId)
    .where('declined_at', '<', dayAgo)
    .execute()
}
