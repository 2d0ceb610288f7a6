import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'
import type { Language } from '../src/platform/languages.ts'

/** A visitor's device. 360 is the narrowest phone we promise, 1280 a desk. */
export interface Visitor {
  width?: 360 | 1280
  colorScheme?: 'light' | 'dark'
  language?: Language
}

let opening: Promise<Browser> | undefined

afterAll(async () => {
  const browser = await opening?.catch(() => undefined)
  await browser?.close()
  opening = undefined
})

const pages = new Set<Page>()

// A walk that fails on somebody else's machine leaves no picture: what stood on its pages is told instead.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const page of pages) {
    if (page.isClosed()) continue
    const seen = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String)
    console.error(`${task.name}: ${page.url()} showed\n${seen}`)
  }
})

/** Cuts a page's line to the server, or joins it; returns once the page itself finds it so. */
export async function setConnected(page: Page, isConnected: boolean): Promise<void> {
  await page.context().setOffline(!isConnected)
  const reaches = () =>
    page.evaluate(() =>
      fetch('/healthz').then(
        () => true,
        () => false,
      ),
    )
  await expect.poll(reaches).toBe(isConnected)
}

/** Opens an empty page of a new visitor: no cookies, nothing shared with other pages. Closed at the end of the file. */
export async function openPage(visitor: Visitor = {}): Promise<Page> {
  const { width = 1280, colorScheme = 'light', language = 'en' } = visitor
  opening ??= launch()
  const browser = await opening
  const phone = width === 360
  const context = await browser.newContext({
    viewport: { width, height: phone ? 740 : 800 },
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    colorScheme,
    locale: locales[language],
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(patienceMs)
  const page = await context.newPage()
  pages.add(page)
  const asked = new Set<Request>()
  page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request))
  const answered = (request: Request) => void asked.delete(request)
  page.on('requestfinished', answered)
  page.on('requestfailed', answered)
  underWay.set(page, asked)
  return page
}

/** Far beyond what any page needs on a busy machine. */
const patienceMs = 120_000

/** What each page has asked for and not been answered yet, its stream of news left out: that one never ends. */
const underWay = new WeakMap<Page, Set<Request>>()

/** Waits, at most half a minute, until a page of `openPage` has asked for nothing for half a second and shows nothing as on its way. */
export async function untilQuiet(page: Page): Promise<void> {
  for (let tick = 0, quietTicks = 0; quietTicks < 10 && tick < 600; tick += 1) {
    await sleep(50)
    const isQuiet = !underWay.get(page)?.size && (await page.locator('[aria-busy="true"]').count()) === 0
    quietTicks = isQuiet ? quietTicks + 1 : 0
  }
}

/** What browsers of these readers send; none says `zh-Hant`. */
const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  it: 'it-IT',
  ja: 'ja-JP',
  'zh-Hant': 'zh-TW',
  'zh-Hans': 'zh-CN',
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

async function launch(): Promise<Browser> {
  const { executable, folder, environment } = inject('chromium')
  const before = process.env.TMPDIR
  // Playwright puts profiles where TMPDIR points while it is loaded and launching; servers we start must not inherit it.
  process.env.TMPDIR = folder
  try {
    const { chromium } = await import('playwright-core')
    return await chromium.launch({
      executablePath: executable,
      headless: true,
      args: quiet,
      env: { ...definedEnvironment(), ...environment, TMPDIR: folder, HOME: folder },
    })
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

const output = join(import.meta.dirname, 'output')

/** Keeps a picture of the whole page as `e2e/output/<name>.png` in a run with `RISCONTRO_SCREENSHOTS=1`: nobody looks at the others'. */
export async function screenshot(page: Page, name: string): Promise<Buffer | undefined> {
  if (process.env.RISCONTRO_SCREENSHOTS !== '1') return undefined
  await mkdir(output, { recursive: true })
  return page.screenshot({ path: join(output, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/** One accessibility rule a page breaks, with the CSS paths of the elements that break it. */
export interface Violation {
  id: string
  help: string
  at: string[]
}

/** Runs axe-core against WCAG 2.2 A and AA, or only those of its rules that night could change; an empty list is a pass. */
export async function axe(page: Page, asked: 'everything' | 'colours' = 'everything'): Promise<Violation[]> {
  // Once for each document: it is half a megabyte. Evaluated, not added as a script tag: the pages' content security policy would
  // rightly refuse that.
  if (!(await page.evaluate('"axe" in globalThis'))) {
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  }
  return page.evaluate(runAxe, asked)
}

async function runAxe(asked: 'everything' | 'colours'): Promise<Violation[]> {
  const runner: Pick<typeof import('axe-core'), 'run'> = Reflect.get(globalThis, 'axe')
  const { violations } = await runner.run({
    runOnly:
      asked === 'colours'
        ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
        : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  })
  return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(' ')) }))
}
