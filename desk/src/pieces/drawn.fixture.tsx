import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router'
import { createInstance } from 'i18next'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'

const locales = join(import.meta.dirname, '../../../locales/en')
const namespaces = ['desk', 'cases', 'feedback', 'log'] as const
const words = createInstance()
await words.use(initReactI18next).init({
  lng: 'en',
  defaultNS: 'desk',
  ns: [...namespaces],
  resources: { en: Object.fromEntries(namespaces.map((name) => [name, wordsOf(name)])) },
  interpolation: { escapeValue: false },
})

function wordsOf(namespace: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(locales, `${namespace}.json`), 'utf8'))
}

/** A piece of the desk as it stands on the screen, in English; `read` is what the server has answered. */
export function drawn(piece: ReactElement, read: readonly (readonly [QueryKey, unknown])[] = []): string {
  const queries = new QueryClient()
  for (const [key, answer] of read) queries.setQueryData(key, answer)
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() })
  return renderToStaticMarkup(
    <I18nextProvider i18n={words}>
      <MantineProvider>
        <QueryClientProvider client={queries}>
          <RouterContextProvider router={router}>{piece}</RouterContextProvider>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
}

/** Only its words, in their order. */
export function wordsIn(html: string): string {
  return html
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The widths drawn, in per cent. */
export function widthsIn(html: string): number[] {
  return [...html.matchAll(/style="width:([\d.]+)%"/g)].map(([, width]) => Number(width))
}
