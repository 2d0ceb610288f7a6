import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { mayHear, topicOf } from '../../organisations/live-topics.ts'
import { type Environment, scopeOf } from '../../platform/http/api.ts'
import type { Hint, Realtime } from '../../platform/realtime.ts'
import type { Scope } from '../../platform/scope.ts'
import { writingTopic } from '../webchat/visitor-writing.ts'

/**
 * Tells an open desk which of its readings are stale, as far as its member may read them: `{ topic, id }`, `*` for any id. That a visitor of
 * the web chat writes is an event `writing` with the conversation's id. When
 * the member is changed the stream ends, and coming back finds what they may hear from now on.
 */
export function tellLive(request: Context<Environment>, realtime: Realtime): Response {
  const scope = scopeOf(request)
  return streamSSE(request, async (stream) => {
    const heard = new Gathering(stream)
    const unsubscribe = realtime.subscribe((hint) => {
      if (hint.organisationId !== scope.organisationId) return
      if (hint.topic === writingTopic && mayHear(scope.actor, 'conversation')) {
        for (const id of hint.ids) {
          const data = JSON.stringify({ topic: 'writing', id })
          void stream.writeSSE({ event: 'writing', data }).catch(() => {})
        }
      }
      const topic = topicOf(hint.topic)
      if (topic && mayHear(scope.actor, topic)) heard.add(topic, hint.ids)
      if (isAboutMe(hint, scope)) stream.abort()
    })
    await keepOpen(stream)
    unsubscribe()
    heard.stop()
  })
}

function isAboutMe({ topic, ids }: Hint, { actor }: Scope): boolean {
  return topic.startsWith('members.') && actor.kind === 'member' && ids.includes(actor.id)
}

const gatherMilliseconds = 200

/** Holds what is to be told for a moment: an import of ten thousand gifts is one thing to read again, not ten thousand. */
class Gathering {
  readonly #stream: SSEStreamingApi
  readonly #told = new Set<string>()
  #timer: NodeJS.Timeout | undefined

  constructor(stream: SSEStreamingApi) {
    this.#stream = stream
  }

  add(topic: string, ids: readonly string[]): void {
    for (const id of ids.length > 0 ? ids : ['*']) this.#told.add(JSON.stringify({ topic, id }))
    this.#timer ??= setTimeout(() => this.#tell(), gatherMilliseconds)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    this.#timer = undefined
    for (const data of this.#told) void this.#stream.writeSSE({ data })
    this.#told.clear()
  }
}

const beatMilliseconds = 25_000

/** Keeps a stream open until its reader leaves; a comment now and then keeps proxies from closing it. */
export async function keepOpen(stream: {
  aborted: boolean
  onAbort(listener: () => void): void
  write(text: string): Promise<unknown>
}): Promise<void> {
  const left = new Promise<void>((resolve) => stream.onAbort(resolve))
  const beat = setInterval(() => void stream.write(': still here\n\n').catch(() => {}), beatMilliseconds)
  await stream.write(': hello\n\n')
  await left
  clearInterval(beat)
}
