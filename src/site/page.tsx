import type { Child, PropsWithChildren } from 'hono/jsx'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { languages } from '../platform/languages.ts'
import { assetUrl } from './assets.ts'
import type { Frame, Picture } from './frame.ts'
import { languageNames } from './words.ts'

interface PageProps {
  frame: Frame
  title: string
  /** One or two sentences for search engines and share cards; omitted on private pages. */
  description?: string
  picture?: Picture
  /** Private pages stay out of search engines and tell other sites no referrer, because their address is their key. */
  isPrivate?: boolean
  /** The one action fixed at the thumb on phones. */
  action?: Child
  /** What one page alone needs in its head. */
  head?: Child
  /** What the address asks for besides the language, without `?`: another language and search engines keep it. */
  query?: string
  /** Id of a form whose typed values a change of language must keep: the switch then submits it. */
  languageForm?: string
}

/** A whole public page: head, demo ribbon, letterhead, the letter itself, colophon. */
export function Page(props: PropsWithChildren<PageProps>) {
  const { frame, action } = props
  return (
    <html lang={frame.language}>
      <Head {...props} />
      <body class={action ? 'has-action' : ''}>
        <a class="skip" href="#letter">
          {frame.t('page.skip')}
        </a>
        <Letterhead frame={frame} languageForm={props.languageForm} query={props.query} />
        <main id="letter">
          {props.children}
          {action && <div class="thumb">{action}</div>}
        </main>
        <Colophon frame={frame} />
      </body>
    </html>
  )
}

/** The bytes of a page. The doctype keeps browsers out of quirks mode, where the letter's measures are wrong. */
export async function renderPage(page: JSX.Element): Promise<string> {
  return `<!doctype html>${await (await page).toString()}`
}

function Head({ frame, title, description, picture, isPrivate, head, query }: PageProps) {
  const url = frame.publicUrl + frame.path + (query ? `?${query}` : '')
  const fullTitle = frame.organisation ? `${title} · ${frame.organisation.name}` : title
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{fullTitle}</title>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content="#FBF8F3" />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#17150F" />
      <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
      <link rel="stylesheet" href={assetUrl('site.css')} />
      {isPrivate && <link rel="stylesheet" href={assetUrl('private.css')} />}
      {isPrivate && <meta name="robots" content="noindex" />}
      {/* Not `no-referrer`: a form would then be sent with `Origin: null` and be refused as a forgery. */}
      {isPrivate && <meta name="referrer" content="same-origin" />}
      {description && <meta name="description" content={description} />}
      {description && !isPrivate && (
        <>
          <link rel="canonical" href={url} />
          <meta property="og:type" content="website" />
          <meta property="og:title" content={title} />
          <meta property="og:description" content={description} />
          <meta property="og:url" content={url} />
          <meta property="og:site_name" content={frame.organisation?.name ?? 'Riscontro'} />
          <meta property="og:locale" content={frame.language.replace('-', '_')} />
          <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
        </>
      )}
      {picture && !isPrivate && <ShareCardPicture frame={frame} picture={picture} />}
      {head}
    </head>
  )
}

function ShareCardPicture({ frame, picture }: { frame: Frame; picture: Picture }) {
  return (
    <>
      <meta property="og:image" content={new URL(picture.url, frame.publicUrl).href} />
      <meta property="og:image:width" content={String(picture.width)} />
      <meta property="og:image:height" content={String(picture.height)} />
      <meta property="og:image:alt" content={picture.alt} />
    </>
  )
}

interface LetterheadProps {
  frame: Frame
  languageForm: string | undefined
  query: string | undefined
}

function Letterhead({ frame, languageForm, query }: LetterheadProps) {
  const { organisation } = frame
  return (
    <header>
      {frame.demo && <p class="ribbon">{frame.t('page.demo')}</p>}
      <div class="letterhead">
        <a class="sender" href={organisation ? `/o/${organisation.slug}` : '/'}>
          <Mark />
          <span>{organisation?.name ?? 'Riscontro'}</span>
        </a>
        <details class="languages">
          <summary>
            <span class="unseen">{frame.t('page.language')} </span>
            {languageNames[frame.language]}
          </summary>
          <ul>
            {languages.map((language) => (
              <li key={language}>
                {languageForm ? (
                  <button
                    type="submit"
                    form={languageForm}
                    name="switch"
                    value={language}
                    lang={language}
                    formnovalidate
                  >
                    {languageNames[language]}
                  </button>
                ) : (
                  <a
                    href={`?${query ? `${query}&` : ''}lang=${language}`}
                    hreflang={language}
                    lang={language}
                    aria-current={language === frame.language ? 'true' : undefined}
                  >
                    {languageNames[language]}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </details>
      </div>
    </header>
  )
}

/** Two ends of a thread that meet: the mark of the product, drawn in the accent. */
function Mark() {
  return (
    <svg class="mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
      <path d="M3 20C9 20 9 8 15 8s5 12 10 12" />
      <circle cx="3.6" cy="20" r="2.4" />
      <circle cx="24.4" cy="20" r="2.4" />
    </svg>
  )
}

function Colophon({ frame }: { frame: Frame }) {
  const { organisation, t } = frame
  return (
    <footer class="colophon">
      {organisation && (
        <address>
          <strong>{organisation.name}</strong>
          {organisation.registration && <span>{organisation.registration}</span>}
          {organisation.address && <span>{organisation.address}</span>}
          {organisation.phone && (
            <span>
              <a href={`tel:${organisation.phone.replace(/[^+\d]/g, '')}`}>{organisation.phone}</a>
            </span>
          )}
          {organisation.email && (
            <span>
              <a href={`mailto:${organisation.email}`}>{organisation.email}</a>
            </span>
          )}
        </address>
      )}
      <nav aria-label={t('page.footer')}>
        {organisation && <a href={`/o/${organisation.slug}`}>{t('page.books')}</a>}
        <a href={organisation ? `/privacy?of=${organisation.slug}` : '/privacy'}>{t('page.privacy')}</a>
        <a href="https://www.apache.org/licenses/LICENSE-2.0">{t('page.openSource')}</a>
      </nav>
    </footer>
  )
}
