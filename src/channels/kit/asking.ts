import { expect, it } from 'vitest'
import type { ChannelAdapter } from '../adapter.ts'
import type { ProviderRequest } from '../request.ts'
import type { Subject } from './subject.ts'

/** Whatever goes out, as HTTP wants it, and what is no message says so. */
export function asking<Config>(subject: Subject<Config>): void {
  it('writes requests that can be sent: an address, one body or none, and what kind of body it is', () => {
    for (const request of [...questions(subject), ...messages(subject)]) {
      if (request.method === 'APPEND' || request.method === 'MAIL') continue
      const hasBody = request.body !== '' || request.bodyBase64 !== undefined
      expect(['GET', 'POST', 'PUT', 'DELETE'], request.url).toContain(request.method)
      expect(new URL(request.url).protocol).toBe('https:')
      expect(hasBody && request.method === 'GET').toBe(false)
      expect(Object.keys(request.headers).map((name) => name.toLowerCase())).toEqual(Object.keys(request.headers))
      expect(request.headers['content-type'] !== undefined, request.url).toBe(hasBody)
      if (request.headers['content-type']?.startsWith('application/json'))
        expect(() => JSON.parse(request.body)).not.toThrow()
    }
  })

  it('asks questions that say nothing to anybody, and counts no message for them', () => {
    for (const request of questions(subject)) expect(request).toMatchObject({ part: 0, quotaCount: 0 })
    for (const { part } of messages(subject)) expect(part).toBeGreaterThan(0)
  })

  it('shows its right to ask in every request, and in an address only where the provider wants it there', () => {
    const proofs = [subject.context.accessToken?.token, ...secretsOf(subject)].filter((one) => one !== undefined)
    for (const { url, method, headers, body } of [...questions(subject), ...messages(subject)]) {
      if (method === 'APPEND' || method === 'MAIL') continue
      const shown = proofs.filter((proof) =>
        [url, body, ...Object.values(headers)].some((text) => text.includes(proof)),
      )
      expect(shown.length, url).toBeGreaterThan(0)
      const inAddress = proofs.some((proof) => url.includes(proof))
      expect(inAddress, url).toBe(subject.adapter.kind === 'telegram' || subject.adapter.kind === 'wechat')
    }
  })
}

function secretsOf<Config>({ adapter, settings }: Subject<Config>): string[] {
  return adapter.configFields.flatMap(({ name, secret }) => {
    const value: unknown = Object(settings)[name]
    return secret && typeof value === 'string' && value !== '' ? [value] : []
  })
}

function messages<Config>({ adapter, settings, to, context }: Subject<Config>): ProviderRequest[] {
  const blocks = [{ type: 'text' as const, text: 'Thank you.' }]
  return adapter.compose({ blocks, quickReplies: [] }, to, adapter.parseConfig(settings), context)
}

/** Everything an adapter can ask without saying anything. */
function questions<Config>({ adapter, settings, to, context }: Subject<Config>): ProviderRequest[] {
  const config = adapter.parseConfig(settings)
  const hook = 'https://charity.example.org/hooks/key'
  return [
    ...(adapter.profile === undefined ? [] : [adapter.profile(to.id, config, context)]),
    ...(adapter.typing === undefined ? [] : [adapter.typing(to, config, context)]),
    ...(adapter.content === undefined ? [] : [adapter.content('media-1', config, context)]),
    ...(adapter.check === undefined ? [] : adapter.check(config, context)),
    ...(adapter.register === undefined ? [] : adapter.register(hook, config, context)),
    ...(adapter.quota === undefined ? [] : adapter.quota(config, context)),
    ...(adapter.templates === undefined ? [] : adapter.templates(config, context)),
    ...menus(adapter, config, context),
  ]
}

function menus<Config>(adapter: ChannelAdapter<Config>, config: Config, context: Subject<Config>['context']) {
  const entries = [{ label: 'Give', action: { type: 'link' as const, url: 'https://charity.example.org/give' } }]
  const picture = { base64: 'iVBORw0KGgo=', mediaType: 'image/png' as const }
  if (adapter.menu === undefined) return []
  return [
    ...adapter.menu(entries, config, { ...context, picture, title: 'Menu' }),
    ...adapter.menu([], config, context),
  ]
}
