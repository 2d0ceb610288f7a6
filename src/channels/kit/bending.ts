import { expect, it } from 'vitest'
import type { Reception } from '../adapter.ts'
import { type ChannelEvent, channelEvent } from '../event.ts'
import type { Recording } from './recordings.ts'

/** What may stand one day where a value stands now. */
const stead: readonly unknown[] = ['', null, {}]

/** Every recorded payload, one value after the other taken out of it or made another kind of thing. */
export function bending(recordings: readonly Recording[], receiveText: (body: string) => Promise<Reception>): void {
  it.each(recordings.filter(({ events }) => events[0]?.type !== 'webhook_check'))(
    'loses nothing and names nothing by an empty name, whatever one value turns into: $name',
    async ({ webhook }) => {
      for (const body of typeof webhook === 'string' ? emptied(webhook) : bent(webhook)) {
        const { accepted, response, events } = await receiveText(body)
        expect(response.status).toBeLessThan(500)
        if (accepted) expect(events.length, body).toBeGreaterThan(0)
        expect(events.flatMap(names), body).not.toContain('')
        for (const event of events) expect(channelEvent.parse(JSON.parse(JSON.stringify(event)))).toEqual(event)
      }
    },
  )
}

/** What an event calls people, places and things by. */
function names(event: ChannelEvent): (string | undefined)[] {
  const { dedupeKey, userId, chat, messageId, repliesTo, albumId, members = [], aliases = [] } = event
  const things = event.attachments.flatMap(({ mediaId, url, sticker }) => [mediaId, url, sticker?.id])
  return [dedupeKey, userId, chat?.id, messageId, repliesTo, albumId, ...members, ...aliases, ...things]
}

function bent(webhook: unknown): string[] {
  return pathsOf(webhook)
    .flatMap((path) => [without(webhook, path), ...stead.map((value) => put(webhook, path, value))])
    .map((tree) => JSON.stringify(tree))
}

/** XML and forms: what stands in one place, gone. */
function emptied(webhook: string): string[] {
  const places = [...webhook.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|(?<=>)[^<>]+(?=<)/g)]
  return places.map(({ index, 0: found }) => webhook.slice(0, index) + webhook.slice(index + found.length))
}

type Path = readonly (string | number)[]

function pathsOf(tree: unknown, at: Path = []): Path[] {
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, value]) => [[...at, key], ...pathsOf(value, [...at, key])])
}

function put(tree: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(tree)) return tree.map((item, index) => (String(index) === key ? put(item, rest, value) : item))
  return { ...Object(tree), [key]: put(Object(tree)[key], rest, value) }
}

function without(tree: unknown, path: Path): unknown {
  return JSON.parse(JSON.stringify(put(tree, path, undefined)))
}
