import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { totp } from '../src/organisations/door.fixture.ts'
import { openPage } from './browser.ts'
import { translator } from './demo-house.ts'
import { confirm, goTo } from './desk-hand.ts'
import { expectOpenToAll } from './open-to-all.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const password = 'three lanterns over the river'
const t = translator.in('en')

let installation: Installation
let server: RunningServer
let desk: Page
beforeAll(async () => {
  installation = await openInstallation()
  server = await installation.start()
  desk = await openPage()
})
afterAll(() => installation?.remove())

/** See `expectOpenToAll`; the desk is as wide as before afterwards. */
async function expectOpen(page: Page, name: string): Promise<void> {
  await expectOpenToAll(page, `members-${name}`)
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function found(): Promise<void> {
  const [, code = ''] = /use this code: ([0-9a-f-]+)/.exec(server.output()) ?? []
  const typed = {
    ...{ code, 'organisation.name': 'Evening Star', 'organisation.slug': 'evening-star' },
    ...{ 'organisation.country': 'TW', 'organisation.timeZone': 'Asia/Taipei', 'legalEntity.name': 'Evening Star' },
    ...{ 'legalEntity.address': 'Taipei', 'legalEntity.registrationNumber': '00000000' },
    ...{ 'legalEntity.receiptPrefix': 'E', 'owner.name': 'Lin Mei', 'owner.email': 'mei@example.org' },
    'owner.password': password,
  }
  await desk.goto(`${server.url}/setup`)
  for (const [name, value] of Object.entries(typed)) await desk.locator(`[name="${name}"]`).fill(value)
  await desk.locator('button[type=submit]').click()
  await desk.waitForURL((url) => !url.pathname.endsWith('/setup'))
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${server.url}/desk/sign-in`)
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.getByRole('button', { name: t('desk:signIn.act'), exact: true }).click()
}

/** Goes through the set-up that stands on the screen, from the password to the recovery codes; answers the app's secret. */
async function setUpTwoSteps(page: Page, name: string): Promise<string> {
  await page.locator('[name=password]').first().fill(password)
  await page.getByRole('button', { name: t('desk:acts.begin') }).click()
  await page.getByAltText(t('desk:account.qrAlt')).waitFor()
  await expectOpen(page, `${name}-scan`)
  const secret = ((await page.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
  await page.locator('[name=code]').fill(totp(secret))
  await page.getByRole('button', { name: t('desk:account.confirm') }).click()
  await page.getByText(t('account:codesTitle')).waitFor()
  await expectOpen(page, `${name}-codes`)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: t('desk:acts.download') }).click()
  expect((await download).suggestedFilename()).toBe('riscontro-recovery-codes.txt')
  await page.getByLabel(t('account:codesKept')).check()
  await page.getByRole('button', { name: t('account:goOn') }).click()
  return secret
}

/** As if the last proof were eleven minutes old. */
async function ageProofs(): Promise<void> {
  const client = new pg.Client(server.databaseUrl)
  await client.connect()
  await client.query(`update auth.proofs set proved_at = proved_at - interval '11 minutes'`)
  await client.end()
}

test('the page of the first run', async () => {
  const page = await openPage({ language: 'zh-Hant' })
  await page.goto(server.url)
  await page.waitForURL('**/setup')
  await expectOpenToAll(page, 'setup')
})

test('the founder sets up two steps, sees their devices, and is asked again before roles change', async () => {
  await found()
  await signIn(desk, 'mei@example.org')
  await desk.getByRole('navigation').waitFor()
  await desk.goto(`${server.url}/desk/account`)
  await desk.getByText(t('account:soon')).waitFor()
  await desk.getByRole('button', { name: t('desk:account.turnOn') }).click()
  const secret = await setUpTwoSteps(desk, 'founder')
  await desk.getByText(t('account:thisOne')).waitFor()

  const phone = await openPage({ width: 360 })
  await signIn(phone, 'mei@example.org')
  await phone.locator('[name=code]').fill(totp(secret, 1))
  await phone.getByRole('button', { name: t('desk:signIn.act'), exact: true }).click()
  await phone.getByRole('main').waitFor()
  await desk.reload()
  await desk.getByRole('button', { name: t('account:endOthers') }).waitFor()
  await expectOpen(desk, 'account')
  await confirm(desk, { open: t('account:endOthers'), act: t('account:endOthers') })
  await phone.reload()
  await phone.locator('[name=email]').waitFor()

  await ageProofs()
  await goTo(desk, t, 'members')
  await desk
    .getByRole('main')
    .getByRole('button', { name: t('desk:members.invite') })
    .click()
  await desk.locator('[name=name]').fill('Chen')
  await desk.locator('[name=email]').fill('chen@example.org')
  await desk.getByLabel(t('desk:roles.finance')).check()
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: t('desk:members.inviteAct'), exact: true })
    .click()
  const question = desk.getByRole('dialog', { name: t('account:askTitle') })
  await question.waitFor()
  await expectOpen(desk, 'ask-again')
  await question.getByRole('button', { name: t('account:byPassword') }).click()
  await question.locator('[name=password]').fill(password)
  await question.getByRole('button', { name: t('desk:account.confirm') }).click()
  await question.waitFor({ state: 'hidden' })
})

test('who is invited into finance reaches nothing but the set-up of two steps', async () => {
  const link = await desk.getByRole('textbox', { name: t('desk:members.linkTitle') }).inputValue()
  const finance = await openPage()
  await finance.goto(link)
  await finance.locator('[name=password]').fill(password)
  await finance.getByRole('button', { name: t('desk:invitation.act') }).click()
  await finance.waitForURL('**/sign-in')
  await signIn(finance, 'chen@example.org')
  await finance.getByText(t('account:title')).waitFor()
  expect(await finance.getByRole('navigation').count()).toBe(0)
  await expectOpen(finance, 'demanded')
  await setUpTwoSteps(finance, 'finance')
  await finance.getByRole('navigation').waitFor()
})
