import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSlug } from '../src/demo/demo.ts'
import { axe, openPage, screenshot } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'
import { confirm, goTo } from './desk-hand.ts'
import { fillAndPay, openGiftForm, openThanks, takePhone } from './phone-hand.ts'
import { picture, takesPictures } from './pictures.ts'
import { openInstallation } from './server.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
}, 300_000)
afterAll(() => house?.close())

const appearances = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

/** Nobody is shut out of this page, on the narrowest phone and at a desk, by day and by night; and it fits its window. */
async function expectOpenToAll(page: Page, name: string): Promise<void> {
  for (const { width, colorScheme } of appearances) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(settle)
    const found = { name, width, colorScheme, violations: await axe(page), overflow: await page.evaluate(overflow) }
    expect.soft(found).toEqual({ name, width, colorScheme, violations: [], overflow: 0 })
    if ((width === 360) === (colorScheme === 'light')) await screenshot(page, `door-${name}-${width}`)
  }
}

const overflow = 'Math.max(0, document.documentElement.scrollWidth - innerWidth)'

/** Colours may be on their way from day to night. */
const settle = 'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)))'

const zhHant = { language: 'zh-Hant' } as const

test.each([
  ['home', '/'],
  ['campaign', '/c/smile-and-run'],
  ['gift-form', '/c/smile-and-run/give'],
  ['books', `/o/${demoSlug}`],
  ['privacy', '/privacy'],
  ['nowhere', '/nothing-here'],
])('%s', async (name, path) => {
  const page = await house.visit(path, zhHant)
  expect(await page.locator('h1').count()).toBe(1)
  await expectOpenToAll(page, name)
})

test('the gift form takes a gift without JavaScript', async () => {
  const browser = (await openPage()).context().browser()
  const context = await browser?.newContext({ javaScriptEnabled: false, locale: 'it-IT' })
  if (!context) throw new Error('no browser')
  const page = await context.newPage()
  await page.goto(`${house.url}/c/un-sorriso/give`)
  await fillAndPay(page, { name: 'Marta Bianchi', contact: 'marta@example.org' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('it')
  await context.close()
})

test('phone, pay page, gift page and tamper page', async () => {
  const phone = await takePhone(house, '陳大文', 'zh-Hant')
  const form = await openGiftForm(phone, 'zh-Hant', 'taiwan')
  await fillAndPay(form, { name: '陳大文', contact: 'dawen@example.org' })
  await expectOpenToAll(form, 'return')
  const page = await openThanks(phone, 'zh-Hant')
  await page.locator('#check[data-state=ok]').waitFor()
  await expectOpenToAll(page, 'gift-page')
  await expectOpenToAll(phone, 'phone')
  const tamper = page.getByRole('link', { name: translator.in('zh-Hant')('site:story.tamper') })
  await tamper.click()
  await expectOpenToAll(page, 'tamper')
})

test('sign-in', async () => {
  const page = await house.visit('/desk/sign-in', zhHant)
  await page.locator('input[name=email]').waitFor()
  await expectOpenToAll(page, 'sign-in')
})

const places = ['home', 'inbox', 'people', 'gifts', 'campaigns', 'cases', 'rounds', 'books'] as const
const rooms = [...places, 'connections', 'members', 'settings'] as const

test('every room of the desk', async () => {
  const desk = await house.signIn('owner', zhHant)
  for (const room of rooms) {
    await desk.setViewportSize({ width: 1280, height: 800 })
    await goTo(desk, translator.in('zh-Hant'), room)
    await desk.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
    await expectOpenToAll(desk, `desk-${room}`)
  }
})

test.runIf(takesPictures)('pictures for the guide', async () => {
  const desk = await house.signIn('owner')
  await desk.setViewportSize({ width: 1080, height: 600 })
  const show = async (name: string, path: string, pick?: string) => {
    await desk.goto(`${house.url}/desk${path}`)
    if (pick) await desk.locator(pick).first().click()
    await desk.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => {})
    await picture(desk, `desk-${name}`)
  }
  await show('home', '/')
  await show('inbox', '/inbox?state=open', 'a[href*="/inbox/"]')
  await show('transfers', '/gifts/transfers')
  await show('case', '/cases?stage=treated', 'a.row-link')
  await show('gift', '/gifts', 'a.row-link')
  await show('round', '/rounds', 'a.row-link')
  await show('import', '/imports/people')
  await show('connections', '/connections')
})

test('the approval page of a board member', async () => {
  const t = translator.in('zh-Hant')
  const desk = await house.signIn('officer', zhHant)
  await goTo(desk, t, 'rounds')
  await confirm(desk, { open: t('desk:rounds.plan'), act: t('desk:rounds.planAct') })
  await confirm(desk, { open: t('desk:rounds.submit'), act: t('desk:rounds.submit') })
  // Whoever planned the round cannot have the link: a colleague sends it to the board.
  const colleague = await house.signIn('approver', zhHant)
  await colleague.goto(desk.url())
  await colleague.getByRole('button', { name: t('desk:rounds.boardLink') }).click()
  const link = await colleague.getByRole('dialog').locator('input').inputValue()
  const page = await openPage(zhHant)
  await page.goto(link)
  await page.locator('button[name=decision][value=approve]').waitFor()
  await expectOpenToAll(page, 'approval')
})

test('the page of the first run', async () => {
  const installation = await openInstallation()
  try {
    const { url } = await installation.start()
    const page = await openPage(zhHant)
    await page.goto(url)
    await page.waitForURL('**/setup')
    await expectOpenToAll(page, 'setup')
  } finally {
    await installation.remove()
  }
})

test('the web chat on somebody else’s page answers, and remembers after a reload', async () => {
  const desk = await house.signIn('owner', zhHant)
  const { account, close, site } = await embedChat(desk)
  const page = await openPage({ ...zhHant, width: 360 })
  await page.goto(site)
  const chat = page.locator(`riscontro-chat[account="${account}"]`)
  await chat.locator('.launch').click()
  await chat.locator('textarea').fill('我要捐款')
  await chat.locator('button.send').click()
  const answers = chat.locator('.theirs, .card')
  await expect.poll(() => answers.count(), { timeout: 30_000 }).toBeGreaterThan(1)
  await expectOpenToAll(page, 'web-chat')
  await page.reload()
  await chat.locator('.launch').click()
  await chat.getByText('我要捐款').first().waitFor()
  await close()
})

/** Connects a web chat and puts it on a page of another origin. */
async function embedChat(owner: Page): Promise<{ account: string; site: string; close: () => Promise<void> }> {
  let html = ''
  const pages = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html))
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  const site = addressOf(pages)
  const account = await owner.evaluate(connectChat, { visitorSecret: 'w'.repeat(32), origins: [site] })
  html = `<!doctype html><html lang="zh-Hant"><meta charset="utf-8"><title>別人的網站</title>
    <meta name="viewport" content="width=device-width"><style>:root { color-scheme: light dark }</style>
    <main><h1>別人的網站</h1></main><script src="${house.url}/widget.js" data-account="${account}"></script></html>`
  return { account, site, close: async () => void pages.close() }
}

/** Runs in the desk, with its session; answers the last part of the channel's hook address. */
async function connectChat(config: { visitorSecret: string; origins: string[] }): Promise<string> {
  const body = JSON.stringify({ kind: 'webchat', name: 'Web', config })
  await fetch('/api/channels', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = await (await fetch('/api/channels')).text()
  const { items }: { items: { kind: string; hookUrl: string }[] } = JSON.parse(answer)
  return (
    items
      .find(({ kind }) => kind === 'webchat')
      ?.hookUrl.split('/')
      .at(-1) ?? ''
  )
}

function addressOf(server: Server): string {
  const address = server.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}
