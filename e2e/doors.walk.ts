import { createServer, type Server } from 'node:http'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoSlug } from '../src/demo/demo.ts'
import { openPage, untilQuiet } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'
import {
  answerOffline,
  changeWherePaid,
  decidePayment,
  importCases,
  recallRound,
  returnPartOfGift,
  sendNewsBack,
} from './desk-deeds.ts'
import { confirm, goTo, press } from './desk-hand.ts'
import { expectOpenToAll, nightAndDay } from './open-to-all.ts'
import { arrival, fillAndPay, fillIn, openGiftForm, openThanks, pay, takePhone } from './phone-hand.ts'
import { picture, takesPictures } from './pictures.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
})
afterAll(() => house?.close())

const zhHant = { language: 'zh-Hant' } as const

test.each([
  ['home', '/'],
  ['campaign', '/c/smile-and-run'],
  ['gift-form', '/c/smile-and-run/give'],
  ['books', `/o/${demoSlug}`],
  ['privacy', '/privacy'],
  ['nowhere', '/nothing-here'],
  ['shelf', '/sandbox'],
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
  await fillIn(form, { name: '陳大文', contact: 'dawen@example.org' })
  await expectOpenToAll(form, 'pay')
  await pay(form)
  await expectOpenToAll(form, 'return')
  const page = await openThanks(phone, 'zh-Hant')
  await page.locator('#check[data-state=ok]').waitFor()
  await expectOpenToAll(page, 'gift-page')
  await expectOpenToAll(phone, 'phone')
  const tamper = page.getByRole('link', { name: translator.in('zh-Hant')('site:story.tamper') })
  await tamper.click()
  await expectOpenToAll(page, 'tamper')
})

test('with the keyboard alone somebody takes the phone, gives, and is led on to the desk', async () => {
  const page = await house.visit('/sandbox', { width: 360, language: 'en' })
  const press = async (target: Locator, key = 'Enter') => {
    await target.focus()
    expect(await page.evaluate(hasVisibleFocus)).toBe(true)
    await page.keyboard.press(key)
  }
  await page.locator('input[name=name]').focus()
  await page.keyboard.type('Ada')
  await page.keyboard.press('Enter')
  await press(page.locator('.introduction button'))
  await page.locator('#guide[data-now=give]').waitFor()
  await press(page.locator('.services .give'))
  const link = page.locator('a.press').first()
  await link.waitFor(arrival)
  await press(link)
  const form = await page.context().waitForEvent('page', arrival)
  await fillIn(form, { name: 'Ada', contact: 'ada@example.org' })
  await form.locator('button[value=succeed]').focus()
  await form.keyboard.press('Enter')
  await form.waitForURL('**/return/**')
  await page.locator('#guide[data-now=write] .now form button').waitFor(arrival)
  expect(await page.locator('#guide-news').textContent()).toContain(translator.in('en')('sandbox:guide.write.title'))
  await press(page.locator('#guide .now form button'))
  const desk = await page.context().waitForEvent('page', arrival)
  await desk.waitForURL('**/desk/cases/**')
  await desk.getByRole('button', { name: translator.in('en')('desk:updates.write'), exact: true }).waitFor(arrival)
})

/** In the page: whether what has the focus can be seen to have it. */
const hasVisibleFocus = `(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
})()`

test('sign-in', async () => {
  const page = await house.visit('/desk/sign-in', zhHant)
  await page.locator('input[name=email]').focus()
  expect(await page.evaluate(hasVisibleFocus)).toBe(true)
  await expectOpenToAll(page, 'sign-in')
})

const places = ['home', 'inbox', 'people', 'gifts', 'campaigns', 'cases', 'rounds', 'books'] as const
const rooms = [...places, 'connections', 'members', 'settings'] as const

test('every room of the desk', async () => {
  const desk = await house.signIn('owner', zhHant)
  for (const room of rooms) {
    await desk.setViewportSize({ width: 1280, height: 800 })
    await goTo(desk, translator.in('zh-Hant'), room)
    await untilQuiet(desk)
    await expectOpenToAll(desk, `desk-${room}`)
  }
})

test('the board of cases, the explorer, and a letter to those whose gifts left a case', async () => {
  const t = translator.in('zh-Hant')
  const desk = await house.signIn('owner', zhHant)
  const look = async (name: string) => {
    await desk.locator('main h1').waitFor()
    await untilQuiet(desk)
    await expectOpenToAll(desk, `desk-${name}`)
  }
  await desk.goto(`${house.url}/desk/cases?view=board`)
  await look('board')
  await desk.goto(`${house.url}/desk/cases?stage=withdrawn`)
  await desk.locator('a.row-link').first().click()
  await desk.getByRole('link', { name: t('desk:cases.tellMoved') }).click()
  await desk.locator('output', { hasText: /\d/ }).waitFor()
  await look('letter')
  const campaignId = await desk.evaluate<string>(
    'fetch("/api/campaigns").then((answer) => answer.json()).then(({ items }) => items[0].id)',
  )
  await desk.goto(`${house.url}/desk/explore/campaign/${campaignId}`)
  await look('explorer')
})

test('a desk’s dialogs, by day and by night', async () => {
  const t = translator.in('zh-Hant')
  const desk = await house.signIn('owner', zhHant)
  const open = async (name: string, path: string, words: string, row?: string) => {
    await desk.setViewportSize({ width: 1280, height: 800 })
    await desk.goto(`${house.url}/desk${path}`)
    if (row) await desk.locator(row).first().click()
    await press(desk.getByRole('main'), words)
    await desk.getByRole('dialog').waitFor()
    await expectOpenToAll(desk, `dialog-${name}`, nightAndDay)
  }
  await open('case', '/cases', t('desk:cases.open'))
  await open('news', '/cases?stage=treated', t('desk:updates.write'), 'a.row-link')
  await open('expense', '/cases?stage=approved', t('desk:expenses.record'), 'a.row-link')
  await open('stage', '/cases?stage=approved', t('desk:cases.changeStage'), 'a.row-link')
  await open('refund', '/gifts', t('desk:refunds.ask'), 'a.row-link')
  await open('transfer', '/gifts/transfers', t('desk:transfers.confirm'))
  await open('entity', '/settings', t('desk:acts.add'))
  await open('keys', '/inbox', t('desk:inbox.keys.title'))
})

test.runIf(takesPictures)('pictures for the guide', async () => {
  const desk = await house.signIn('owner')
  await desk.setViewportSize({ width: 1080, height: 600 })
  const show = async (name: string, path: string, pick?: string, whole?: string) => {
    await desk.goto(`${house.url}/desk${path}`)
    if (pick) await desk.locator(pick).first().click()
    if (whole) await desk.locator(whole).first().waitFor()
    await desk.locator('main h1').waitFor()
    await desk.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    await picture(desk, `desk-${name}`)
  }
  await show('home', '/')
  await show('transfers', '/gifts/transfers')
  await show('case', '/cases?stage=treated', 'a.row-link')
  await show('gift', '/gifts', 'a.row-link')
  await show('round', '/rounds', 'a.row-link')
  await show('import', '/imports/people')
  await show('connections', '/connections')
  // Wide enough for list, thread and person.
  await desk.setViewportSize({ width: 1092, height: 460 })
  await show('inbox', '/inbox?state=waiting', 'a[href*="/inbox/0"]', '[role=log] article')
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
  await expect.poll(() => answers.count(), arrival).toBeGreaterThan(1)
  await expectOpenToAll(page, 'web-chat')
  await page.reload()
  await chat.locator('.launch').click()
  await chat.getByText('我要捐款').first().waitFor()
  await close()
})

test('a part of a gift is returned by two people, and its receipt replaced', () => returnPartOfGift(house))
test('news that was sent back is written again', () => sendNewsBack(house))
test('a round is sent back, approved and recalled', () => recallRound(house))
test('a payment that fits no gift is decided', () => decidePayment(house))

test('where money is paid is changed by two', () => changeWherePaid(house))
test('cases come from a file', () => importCases(house))
test('an answer without a connection leaves once', () => answerOffline(house))

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
