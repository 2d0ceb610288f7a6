import type { Locator, Page } from 'playwright-core'
import type { Language } from '../src/platform/languages.ts'
import { type DemoHouse, translator } from './demo-house.ts'

/** Nobody fills in a form in two seconds: what is sent faster is refused. */
const humanPauseMilliseconds = 2_500

/** For what arrives by itself, on a busy machine. */
export const arrival = { timeout: 120_000 }

/** Takes a phone of the sandbox in somebody's own language and adds the charity as a friend. */
export async function takePhone(house: DemoHouse, name: string, language: Language): Promise<Page> {
  const phone = await house.visit('/sandbox', { width: 360, language })
  await phone.locator('input[name=name]').fill(name)
  await phone.locator('.owner button[type=submit]').click()
  await phone.locator('.introduction button').click()
  await phone.locator('.services').waitFor()
  return phone
}

/** Opens what a link in the chat leads to, as the chat's own browser would. */
export async function follow(phone: Page, link: Locator): Promise<Page> {
  const [page] = await Promise.all([phone.context().waitForEvent('page', arrival), link.click()])
  await page.waitForLoadState('domcontentloaded')
  return page
}

/** Asks the menu how to give, and opens the gift form of a campaign of the demo. */
export async function openGiftForm(phone: Page, language: Language, campaign: 'taiwan' | 'italy'): Promise<Page> {
  await phone.locator('.services .give').click()
  const title = translator.in(language)(`demo:campaigns.${campaign}.title`)
  const link = phone.locator('.card', { hasText: title }).locator('a.press').last()
  await link.waitFor(arrival)
  return follow(phone, link)
}

/** Fills in the gift form as far as its reader must, asks to be told, pays on the test page, and is back. */
export async function fillAndPay(form: Page, giver: { name: string; contact: string }): Promise<void> {
  await fillIn(form, giver)
  await pay(form)
}

/** Fills in the gift form as far as its reader must, asks to be told, and goes on to the test page. */
export async function fillIn(form: Page, giver: { name: string; contact: string }): Promise<void> {
  await form.locator('input[name=name]').fill(giver.name)
  await form.locator('input[name=contact]').fill(giver.contact)
  await form.locator('input[name=feedback]').check()
  await form.waitForTimeout(humanPauseMilliseconds)
  await form.locator('button[type=submit]:visible').first().click()
  await form.waitForURL('**/sandbox/pay/**')
}

/** Lets the test payment succeed. */
export async function pay(form: Page): Promise<void> {
  await form.locator('button[name=choice][value=succeed]').click()
  await form.waitForURL('**/return/**')
}

/** Opens a gift's own page from the thanks that arrive for it. */
export async function openThanks(phone: Page, language: Language): Promise<Page> {
  const link = phone.getByRole('link', { name: translator.in(language)('script:thanks.button') }).last()
  await link.waitFor(arrival)
  return follow(phone, link)
}
