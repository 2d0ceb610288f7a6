import type { PropsWithChildren } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Translate } from '../../platform/i18n/translator.ts'
import { type Language, languages } from '../../platform/languages.ts'
import { assetUrl } from '../assets.ts'

/** What every page of the sandbox needs to be drawn. */
export interface Frame {
  readonly language: Language
  readonly t: Translate
  readonly nonce: string
  /** Of this instance, without a slash at the end: links to it are drawn without it, so that any loopback name works. */
  readonly publicUrl: string
}

interface DocumentProps {
  frame: Frame
  title: string
  className: string
  /** What the page runs. */
  scripts?: readonly ('phone.js' | 'guide.js')[]
}

/** A whole page of the sandbox in the colours of the public pages. */
export function Document({ frame, title, className, scripts = [], children }: PropsWithChildren<DocumentProps>) {
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="robots" content="noindex" />
        <title>{title} · Riscontro</title>
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#FBF8F3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17150F" />
        <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/tokens.css" />
        <link rel="stylesheet" href={assetUrl('sandbox.css')} />
        {scripts.map((script) => (
          <script key={script} type="module" src={assetUrl(script)} nonce={frame.nonce}></script>
        ))}
      </head>
      <body class={className}>{children}</body>
    </html>
  )
}

/** The bytes of a page. */
export async function renderDocument(page: JSX.Element): Promise<string> {
  return `<!doctype html>${await (await page).toString()}`
}

/** Each language by its own name. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  it: 'Italiano',
  ja: '日本語',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
}

/** The languages, to be read the page in. */
export function LanguageLinks({ frame, query = '' }: { frame: Frame; query?: string }) {
  return (
    <nav class="languages" aria-label={frame.t('sandbox:languages')}>
      {languages.map((language) => (
        <a
          key={language}
          href={`?lang=${language}${query}`}
          lang={language}
          hreflang={language}
          aria-current={language === frame.language ? 'true' : undefined}
        >
          {languageNames[language]}
        </a>
      ))}
    </nav>
  )
}

/** What this is not, at the top of every page. */
export function Ribbon({ words }: { words: string }) {
  return (
    <header>
      <p class="ribbon">{words}</p>
    </header>
  )
}
