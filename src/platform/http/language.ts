import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { isLanguage, type Language } from '../languages.ts'
import type { Environment } from './api.ts'

/** Decides the reader's language: `?lang=` (remembered), their cookie, then what their browser asks for. */
export const readLanguage = createMiddleware<Environment>(async (request, next) => {
  const asked = request.req.query('lang')
  if (asked && isLanguage(asked)) setCookie(request, 'lang', asked, { path: '/', maxAge: 31_536_000, sameSite: 'Lax' })
  const language =
    known(asked) ?? known(getCookie(request, 'lang')) ?? languageFromHeader(request.req.header('accept-language') ?? '')
  request.set('language', language)
  request.set('translate', request.get('context').translator.in(language))
  await next()
})

function known(tag: string | undefined): Language | undefined {
  return tag !== undefined && isLanguage(tag) ? tag : undefined
}

/** The best of our five for an Accept-Language header (RFC 9110 §12.5.4); Chinese by script or region; English when none fits. */
export function languageFromHeader(header: string): Language {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { tag: tag.trim().toLowerCase(), quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) {
    const found = languageFromTag(tag)
    if (found) return found
  }
  return 'en'
}

/** One of our five for a BCP 47 tag in any spelling (`zh-TW`, `zh_CN`, `it-CH`), or nothing. */
export function languageFromTag(tag: string): Language | undefined {
  const lower = tag.toLowerCase().replace('_', '-')
  if (lower.startsWith('zh')) return /hant|tw|hk|mo/.test(lower) ? 'zh-Hant' : 'zh-Hans'
  const [primary = ''] = lower.split('-')
  return known(primary)
}
