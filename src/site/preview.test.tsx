import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { Translator } from '../platform/i18n/translator.ts'
import { languages } from '../platform/languages.ts'
import { assets, assetUrl } from './assets.ts'
import { renderPage } from './page.tsx'
import { previewFrame, previews } from './preview.fixture.tsx'
import { siteWords } from './words.ts'

const missing: string[] = []
const translator = await Translator.load((key) => missing.push(key))

function render(name: string, language: (typeof languages)[number]): Promise<string> {
  const draw = previews[name]
  if (draw === undefined) throw new Error(`No preview ${name}`)
  return renderPage(draw(previewFrame(language, siteWords(translator.in(language)))))
}

describe.each(languages)('the public pages in %s', (language) => {
  it.each(Object.keys(previews))('draw %s without a missing or unfilled word', async (name) => {
    missing.length = 0
    const page = await render(name, language)
    expect(missing).toEqual([])
    expect(page).not.toMatch(/\{\{|\[object|undefined|NaN|site:/)
    expect(page).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`))
    expect(page.match(/<h1[ >]/g)).toHaveLength(1)
  })
})

describe('the campaign page', () => {
  it('weighs at most 50 KB with its style sheet and scripts, in every language', async () => {
    const files = ['site.css', 'live.js', 'copy.js'].map((path) => assets.get(path)?.body.length ?? Number.NaN)
    const rest = files.reduce((sum, bytes) => sum + bytes)
    for (const language of languages) {
      const page = Buffer.byteLength(await render('campaign', language))
      expect(page + rest).toBeLessThanOrEqual(50 * 1024)
    }
  })

  it('carries a share card with absolute addresses', async () => {
    const page = await render('campaign', 'zh-Hant')
    expect(page).toContain(
      `<meta property="og:image" content="https://give.example.org${assetUrl('illustrations/valley.jpg')}"`,
    )
    expect(page).toContain('<meta property="og:url" content="https://give.example.org/c/smile"')
  })

  it('offers no gift once it has closed', async () => {
    expect(await render('campaign', 'en')).toContain('href="/c/smile/give"')
    for (const name of ['campaign-closed-by-date', 'campaign-closed-by-cap']) {
      expect(await render(name, 'en')).not.toContain('/c/smile/give')
    }
  })
})

describe('a page with its one action at the thumb', () => {
  it.each(Object.keys(previews))('hides nothing of %s on a phone that the thumb does not offer', async (name) => {
    const page = await render(name, 'en')
    if (!page.includes('class="has-action"')) return
    const thumb = page.slice(page.indexOf('<div class="thumb">'))
    const hidden = [...page.matchAll(/<(p|div) class="inline-action">(.*?)<\/\1>/gs)].map(([, , inside = '']) => inside)
    const ways = hidden.flatMap((inside) => [...inside.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href))
    expect(ways.filter((href) => !thumb.includes(`href="${href}"`))).toEqual([])
  })
})

describe('pictures and style', () => {
  it('keep every picture within 60 KB and every style sheet within 12 KB', () => {
    for (const [path, { body }] of assets) {
      expect(body.length, path).toBeLessThanOrEqual(path.endsWith('.css') ? 12 * 1024 : 60 * 1024)
    }
  })
})

describe('the gift form', () => {
  it('ticks no consent for a new donor', async () => {
    const page = await render('give', 'en')
    expect(page.match(/type="checkbox"[^>]*/g)?.filter((box) => box.includes('checked'))).toEqual([])
  })

  it('keeps what was typed and names each error beside its field and in the summary', async () => {
    const page = await render('give-errors', 'zh-Hant')
    expect(page).toContain('value="1,000"')
    expect(page).toContain('id="contact-error"')
    expect(page).toContain('href="#contact"')
  })

  it('offers only amounts that still fit under the cap', async () => {
    const page = await render('give-little-remains', 'en')
    expect(page).toContain('value="300.00"')
    expect(page).not.toContain('value="600.00"')
  })
})

describe('the shared story', () => {
  it('holds no name of the donor and no amount', async () => {
    const page = await render('shared', 'zh-Hant')
    expect(page).not.toContain('王美玲')
    expect(page).not.toContain('NT$')
    expect(page).not.toContain('data-shown')
  })
})

describe('the story of help that has ended', () => {
  it('tells no stage and promises nothing more', async () => {
    const page = await render('story-ended', 'en')
    expect(page).not.toContain('has been treated')
    expect(page).not.toContain('/s/7hQ2')
    expect(page).not.toContain('knot coming')
    expect(page).toContain('has come to an end')
  })
})

describe('what the page hands to the check', () => {
  it('cannot close its own script element', async () => {
    const frame = previewFrame('en', siteWords(translator.in('en')))
    const { SealSection } = await import('./story/seal.tsx')
    const claim = { key: '</script><b>', checkpoint: '', consistency: [], entries: [] }
    expect(String(await SealSection({ frame, claim, from: 0 }))).not.toContain('</script><b>')
  })
})

describe('what old phones are asked to run and to draw', () => {
  const scripts = [...assets].filter(([path]) => path.endsWith('.js'))

  it.each(scripts)('%s holds no syntax younger than 2018', async (_path, { body }) => {
    const code = Buffer.from(body).toString()
    const [old, young] = await Promise.all(['es2018', 'esnext'].map((target) => transform(code, { target })))
    // Lowering changes nothing but a catch without a name, which phones of 2018 know.
    expect(old?.code.replaceAll(/catch \(\w+\)/g, 'catch')).toBe(young?.code)
  })

  it.each(['site.css', 'private.css'])(
    '%s needs no colour-mix and no `inset`, and hides no button behind `:has`',
    (path) => {
      const style = Buffer.from(assets.get(path)?.body ?? []).toString()
      expect(style).not.toMatch(/color-mix|[;{]inset:/)
      const withoutNew = style.replaceAll(/@supports selector\(:has\(a\)\)\{[^}]*\}\}/g, '')
      expect(withoutNew).not.toMatch(/\[type="radio"\]\{[^}]*opacity:0/)
    },
  )
})

describe('the weight of the donor’s own page', () => {
  it('is at most 60 KB with its style sheets and the script that checks, before the verifier', async () => {
    const files = ['site.css', 'private.css', 'check.js'].map((path) => assets.get(path)?.body.length ?? Number.NaN)
    for (const language of languages) {
      const page = Buffer.byteLength(await render('story', language))
      expect(files.reduce((sum, size) => sum + size, page)).toBeLessThanOrEqual(60 * 1024)
    }
  })
})
