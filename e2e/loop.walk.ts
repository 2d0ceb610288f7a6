import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letterPdf } from '../src/platform/testing/pdf.ts'
import { tamperKinds } from '../src/sandbox/tamper/tampering.ts'
import { screenshot } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'
import { confirm, goTo, press } from './desk-hand.ts'
import { arrival, fillAndPay, openGiftForm, openThanks, takePhone } from './phone-hand.ts'
import { picture } from './pictures.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
})
afterAll(() => house?.close())

/** One donor's loop, in the language of everybody in it. */
interface Telling {
  language: 'zh-Hant' | 'it'
  campaign: 'taiwan' | 'italy'
  donor: string
  contact: string
  news: string
  evidence: string
}

const tellings: [Telling, Telling] = [
  {
    language: 'zh-Hant',
    campaign: 'taiwan',
    donor: '王心怡',
    contact: 'xinyi@example.org',
    news: '手術很順利，孩子今天已經可以喝奶了。',
    evidence: '出院摘要',
  },
  {
    language: 'it',
    campaign: 'italy',
    donor: 'Giulia Conti',
    contact: 'giulia@example.org',
    news: 'L’intervento è andato bene: oggi mangia da sola e ride.',
    evidence: 'Lettera di dimissione',
  },
]

/** What shows that a child was treated; nothing is told without. */
const letter = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: letterPdf() }

/** What is being told at the moment, and its words; the tellings follow one another. */
let [{ language, news, evidence }] = tellings
let t = translator.in(language)

test.each(tellings)(
  'in $language a gift from a chat is thanked for and told about, and nobody can falsify its page unseen',
  async (telling) => {
    ;({ language, news, evidence } = telling)
    t = translator.in(language)
    const phone = await takePhone(house, telling.donor, language)
    const form = await openGiftForm(phone, language, telling.campaign)
    await fillAndPay(form, { name: telling.donor, contact: telling.contact })
    const page = await openThanks(phone, language)
    await expectSealed(page)
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
    const child = await helpedChild(page)
    await screenshot(page, `loop-${language}-thanked-page`)

    const programme = await writeNews(child)
    await approveNews(child)
    await planRound(programme)
    await approveRound()

    const report = phone.locator('.line.theirs', { hasText: t('script:feedback.title', { pseudonym: child }) })
    await report.waitFor(arrival)
    expect(await report.textContent()).toContain(await ownShare(page))
    expect(await report.textContent()).toContain(news)
    await screenshot(phone, `loop-${language}-report`)

    await page.reload()
    await expectSealed(page)
    const story = (await page.locator('main').textContent()) ?? ''
    expect(story).toContain(t('site:story.stages.treated', { child }))
    expect(story).toContain(news)
    if (language === 'zh-Hant') await picture(page, 'gift-page', '#check')

    for (const kind of tamperKinds) await expectFound(page, kind)
  },
)

test('one button takes the demo away, and the house waits for its first owner', async () => {
  t = translator.in('en')
  const desk = await house.signIn('owner')
  await press(desk, t('desk:demo.remove'))
  const dialog = desk.getByRole('dialog')
  const label = (await dialog.locator('label').textContent()) ?? ''
  const [slug = ''] = /[\w-]+$/.exec(label.trim()) ?? []
  await dialog.locator('input[name=confirm]').fill('something-else')
  await press(dialog, t('desk:demo.removeAct'))
  await dialog.getByRole('alert').or(dialog.locator('[aria-invalid=true]')).first().waitFor()
  await dialog.locator('input[name=confirm]').fill(slug)
  await press(dialog, t('desk:demo.removeAct'))
  await desk.waitForURL((url) => !url.pathname.startsWith('/desk'), { timeout: 120_000 })
  await desk.goto(`${house.url}/setup`)
  await desk.locator('input[name="owner.password"]').waitFor()
})

/** The reader's own device has checked everything that stands on the page. */
async function expectSealed(page: Page): Promise<void> {
  await page.locator('#check[data-state=ok]').waitFor(arrival)
  expect(await page.locator('#check-result').textContent()).toBe(t('site:check.ok'))
}

/** The child to whose need the gift was put; that happens after the thanks, so the page may have to be opened again. */
async function helpedChild(page: Page): Promise<string> {
  const child = page.locator('.condition [data-shown]').first()
  await expect
    .poll(
      async () => {
        await page.reload()
        return child.count()
      },
      { timeout: 120_000, interval: 1_000 },
    )
    .toBe(1)
  await expectSealed(page)
  return (await child.textContent()) ?? ''
}

async function ownShare(page: Page): Promise<string> {
  return (await page.locator('.need strong').first().textContent()) ?? ''
}

/** The officer finds the child and writes what happened; answers the programme's name. */
async function writeNews(child: string): Promise<string> {
  const desk = await house.signIn('officer', { language })
  await goTo(desk, t, 'cases')
  await desk.getByPlaceholder(t('desk:cases.search')).fill(child)
  await desk.waitForURL('**/cases?*query=*')
  const row = desk.getByRole('row', { name: child })
  await row.waitFor()
  const programme = await programmeOf(desk, child)
  await row.getByRole('link', { name: child }).click()
  await confirm(desk, { open: t('desk:updates.write'), act: t('desk:updates.submit') }, async (dialog) => {
    await dialog.getByRole('combobox', { name: t('desk:cases.stage') }).click()
    await desk.getByRole('option', { name: t('cases:stages.treated') }).click()
    await dialog.locator(`textarea[name="texts.${language}"]`).fill(news)
    await dialog.locator('input[name=evidence]').fill(evidence)
    await dialog.getByRole('combobox', { name: t('cases:documents.proof') }).click()
    await desk.getByRole('option', { name: t('cases:documents.another') }).click()
    await dialog.locator('input[type=file]').setInputFiles(letter)
  })
  await desk.getByText(t('desk:updates.states.submitted'), { exact: true }).waitFor()
  return programme
}

/** By narrowing the list to one programme after another until the child is in it. */
async function programmeOf(desk: Page, child: string): Promise<string> {
  const choice = desk.getByLabel(t('desk:cases.programme'))
  const names = (await choice.locator('option').allTextContents()).slice(1)
  for (const name of names) {
    const [answer] = await Promise.all([
      desk.waitForResponse((response) => /\/api\/cases\?.*programme=/.test(response.url())),
      choice.selectOption({ label: name }),
    ])
    if ((await answer.text()).includes(child)) return name
  }
  throw new Error(`${child} is in no programme`)
}

async function approveNews(child: string): Promise<void> {
  const desk = await house.signIn('approver', { language })
  await desk.getByRole('main').getByRole('link', { name: child }).first().click()
  await confirm(desk, { open: t('desk:updates.approve'), act: t('desk:updates.approve') }, async (dialog) => {
    await dialog.locator('input[name=evidence]').fill(evidence)
    await dialog.locator(`input[name="language.${language}"]`).check()
  })
  await desk.getByText(news).first().waitFor()
}

async function planRound(programme: string): Promise<void> {
  const desk = await house.signIn('officer', { language })
  await goTo(desk, t, 'rounds')
  await confirm(desk, { open: t('desk:rounds.plan'), act: t('desk:rounds.planAct') }, async (dialog) => {
    await dialog.getByRole('combobox', { name: t('desk:cases.programme') }).click()
    await desk.getByRole('option', { name: programme }).click()
  })
  await desk.getByText(t('desk:rounds.preview')).waitFor()
  await screenshot(desk, 'loop-round-preview')
  await confirm(desk, { open: t('desk:rounds.submit'), act: t('desk:rounds.submit') })
  await desk.getByText(t('desk:rounds.states.submitted'), { exact: true }).first().waitFor()
}

async function approveRound(): Promise<void> {
  const desk = await house.signIn('approver', { language })
  await desk
    .getByRole('main')
    .getByRole('link', { name: t('desk:home.kinds.round') })
    .first()
    .click()
  await confirm(desk, { open: t('desk:rounds.approve'), act: t('desk:rounds.approve') })
}

/** What the reader's device says of each, and nothing else. */
const sentences = {
  gift_amount: ['amount-differs'],
  update_text: ['text-differs'],
  // Without the entry the log can no longer grow out of what it was.
  deleted_entry: ['entry-missing', 'history-rewritten'],
  rebuilt_log: ['history-rewritten'],
} as const

/** Tampers with the record behind the page as its administrator could, and puts it back. */
async function expectFound(page: Page, kind: (typeof tamperKinds)[number]): Promise<void> {
  const cheat = await page.context().newPage()
  const link = await page.getByRole('link', { name: t('site:story.tamper') }).getAttribute('href')
  await cheat.goto(new URL(link ?? '', house.url).href)
  await cheat.locator(`button[name=kind][value=${kind}]`).click()
  await cheat.getByText(t(`sandbox:tamper.${kind}.done`)).waitFor()
  await page.reload()
  await page.locator('#check[data-state=failed]').waitFor(arrival)
  expect(await page.locator('#check-result').textContent()).toBe(t('site:check.failed'))
  await screenshot(page, `loop-${kind}`)
  const said = await page.locator('[data-line][data-state=failed] .why').allTextContents()
  expect([...new Set(said)]).toEqual(sentences[kind].map((reason) => t(`site:check.reasons.${reason}`)))
  await cheat.getByRole('button', { name: t('sandbox:tamper.repair') }).click()
  await cheat.getByText(t(`sandbox:tamper.${kind}.done`)).waitFor({ state: 'detached' })
  await cheat.close()
  await page.reload()
  await expectSealed(page)
}
