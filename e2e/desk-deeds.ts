import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeRunFolder } from '../src/platform/testing/run-folder.ts'
import { setConnected } from './browser.ts'
import { type DemoHouse, translator } from './demo-house.ts'
import { confirm, goTo, press } from './desk-hand.ts'
import { arrival } from './phone-hand.ts'

const t = translator.in('en')

/** Finance asks for a part of a gift back and voids its receipt; the owner, who was told on an open page, approves. */
export async function returnPartOfGift(house: DemoHouse): Promise<void> {
  const finance = await house.signIn('finance')
  const owner = await house.signIn('owner')
  await goTo(finance, t, 'gifts')
  await finance.locator('.row-link', { hasText: '許俊傑' }).first().click()
  await finance.getByRole('heading', { name: t('desk:refunds.title') }).waitFor()
  await owner.goto(finance.url())
  await confirm(finance, { open: t('desk:refunds.ask'), act: t('desk:refunds.ask') }, async (dialog) => {
    const amount = dialog.locator('input[name=amountMinor]')
    await amount.fill('9999999')
    await dialog.locator('input[name=reason]').fill('Mistyped')
    await press(dialog, t('desk:refunds.ask'))
    // What the server refuses is said at its field, and nothing typed is lost.
    await dialog.locator('.mantine-InputWrapper-error').waitFor()
    await dialog.locator('input[name=amountMinor]:focus').waitFor()
    expect(await dialog.locator('input[name=reason]').inputValue()).toBe('Mistyped')
    await amount.fill('100')
  })
  // Nobody reloads the owner's page.
  await owner.getByText(t('desk:refunds.states.requested')).waitFor(arrival)
  await confirm(owner, { open: t('desk:refunds.approve'), act: t('desk:refunds.approve') })
  await finance.getByText(t('desk:gifts.widths.refunded'), { exact: true }).waitFor(arrival)
  await voidReceipt(finance)
}

async function voidReceipt(finance: Page): Promise<void> {
  const receipts = finance.locator('a[href*="/api/receipts/"]')
  const before = await receipts.count()
  await confirm(finance, { open: t('desk:receipts.voidAct'), act: t('desk:receipts.voidAct') }, async (dialog) => {
    await dialog.locator('input[name=reason]').fill('Name misspelt')
    await dialog.locator('input[name=replace]').check()
  })
  await finance.getByText(t('desk:receipts.void'), { exact: true }).first().waitFor()
  await expect.poll(() => receipts.count(), arrival).toBe(before + 1)
}

/** A second person sends news back; the writer finds every word of it again, and hands it in anew. */
export async function sendNewsBack(house: DemoHouse): Promise<void> {
  const approver = await house.signIn('approver')
  await approver
    .getByRole('main')
    .getByRole('link', { name: t('desk:home.kinds.update') })
    .first()
    .click()
  await confirm(approver, { open: t('desk:updates.decline'), act: t('desk:updates.decline') }, (dialog) =>
    dialog.locator('input[name=reason]').fill('Say which check-up'),
  )
  const officer = await house.signIn('officer')
  await officer.goto(approver.url())
  await officer.getByText('Say which check-up').waitFor()
  await confirm(officer, { open: t('desk:updates.rewrite'), act: t('desk:updates.submit') }, async (dialog) => {
    const words = await dialog.locator('textarea[name^="texts."]').evaluateAll(wordsOf)
    expect(words.join('')).not.toBe('')
  })
  await officer.getByText(t('desk:updates.states.submitted'), { exact: true }).waitFor()
}

function wordsOf(fields: object[]): string[] {
  return fields.map((field) => ('value' in field ? String(field.value) : ''))
}

/** A round is handed in, sent back, handed in again, approved and recalled. */
export async function recallRound(house: DemoHouse): Promise<void> {
  const officer = await house.signIn('officer')
  await goTo(officer, t, 'rounds')
  await confirm(officer, { open: t('desk:rounds.plan'), act: t('desk:rounds.planAct') })
  const handIn = { open: t('desk:rounds.submit'), act: t('desk:rounds.submit') }
  await confirm(officer, handIn)
  const approver = await house.signIn('approver')
  await approver.goto(officer.url())
  await confirm(approver, { open: t('desk:rounds.decline'), act: t('desk:rounds.decline') })
  await officer.getByText(t('desk:rounds.states.declined'), { exact: true }).first().waitFor(arrival)
  await confirm(officer, handIn)
  await confirm(approver, { open: t('desk:rounds.approve'), act: t('desk:rounds.approve') })
  await confirm(approver, { open: t('desk:rounds.recall'), act: t('desk:rounds.recall') })
  await approver.getByText(t('desk:rounds.states.recalled'), { exact: true }).first().waitFor(arrival)
}

/** A transfer of another amount than announced is put aside, and made a gift by decision. */
export async function decidePayment(house: DemoHouse): Promise<void> {
  const finance = await house.signIn('finance')
  await finance.goto(`${house.url}/desk/gifts/transfers`)
  await confirm(finance, { open: t('desk:transfers.confirm'), act: t('desk:transfers.confirm') }, (dialog) =>
    dialog.locator('input[name=amountMinor]').fill('900'),
  )
  await finance.goto(`${house.url}/desk/gifts/exceptions`)
  const decide = finance.getByRole('main').getByRole('button', { name: t('desk:exceptions.decide'), exact: true })
  await decide.first().waitFor()
  const before = await decide.count()
  await confirm(finance, { open: t('desk:exceptions.decide'), act: t('desk:exceptions.decide') }, async (dialog) => {
    await dialog.locator('input[name=donorName]').fill('江心怡')
    await dialog.locator('input[name=note]').fill('She paid less')
  })
  await expect.poll(() => decide.count(), arrival).toBe(before - 1)
}

/** The owner proposes another account number; finance finds it under Today, old beside new, and approves. */
export async function changeWherePaid(house: DemoHouse): Promise<void> {
  const owner = await house.signIn('owner')
  await goTo(owner, t, 'connections')
  await proposeNumber(owner, '0081-2345-6789')
  await owner.getByText(t('desk:connections.changes.own')).waitFor(arrival)
  const finance = await house.signIn('finance')
  await finance
    .getByRole('main')
    .getByRole('link', { name: t('desk:home.kinds.payment') })
    .click()
  const cells = finance.getByRole('table').getByRole('cell')
  await cells.first().waitFor()
  expect(await cells.allInnerTexts()).toEqual(['0000-0000-0000', '0081-2345-6789'])
  await confirm(finance, { open: t('desk:connections.changes.approve'), act: t('desk:connections.changes.approve') })
  // Nobody reloads the owner's page.
  await owner.getByText(t('desk:connections.changes.own')).waitFor({ ...arrival, state: 'hidden' })
}

/** Types another number into the settings of the bank account. */
export async function proposeNumber(owner: Page, accountNumber: string): Promise<void> {
  const bank = owner.getByRole('article', { name: 'Bank transfer', exact: true })
  await press(bank, t('desk:connections.settings'))
  const dialog = owner.getByRole('dialog')
  await dialog.locator('input[name=accountNumber]').fill(accountNumber)
  await press(dialog, t('desk:acts.save'))
  await dialog.waitFor({ state: 'hidden' })
}

const rows = [
  'case number,pseudonym,age,region,condition,programme',
  'walk-1,Luna,2-5,hualien,cleft,cleft',
  'walk-2,Nube,6-11,nowhere,cleft,cleft',
]

/** Cases come from a file: one good row is brought in, the other says what is wrong with it. */
export async function importCases(house: DemoHouse): Promise<void> {
  const file = join(await makeRunFolder('import'), 'cases.csv')
  await writeFile(file, rows.join('\n'))
  const officer = await house.signIn('officer')
  await officer.goto(`${house.url}/desk/imports/cases`)
  await officer.locator('input[type=file]').setInputFiles(file)
  await press(officer.getByRole('main'), t('desk:imports.check'))
  await officer.getByText(t('desk:imports.states.checked')).waitFor(arrival)
  await confirm(officer, { open: t('desk:imports.apply', { count: 1 }), act: t('desk:imports.applyAct') })
  await officer.getByRole('link', { name: t('desk:imports.toList') }).click(arrival)
  await officer.getByRole('link', { name: 'Luna' }).waitFor()
}

/** An answer written without a connection stays in the thread over a reload, and leaves once. */
export async function answerOffline(house: DemoHouse): Promise<void> {
  const words = 'Of course. A hundred is a gift.'
  const agent = await house.signIn('agent')
  await agent.goto(`${house.url}/desk/inbox?state=waiting`)
  await agent.locator('a[href*="/inbox/"][href*="state=waiting"]').first().waitFor()
  await agent.keyboard.press('j')
  await agent.getByRole('textbox', { name: t('desk:inbox.write.reply') }).waitFor()
  await agent.keyboard.press('r')
  await agent.locator('textarea:focus').waitFor()
  await agent.keyboard.type(words)
  await setConnected(agent, false)
  await agent.keyboard.press('Control+Enter')
  await agent
    .getByRole('alert')
    .filter({ hasText: t('desk:problems.offline.title') })
    .waitFor()
  await setConnected(agent, true)
  await agent.reload()
  await agent.getByText(t('desk:inbox.leftBehind')).waitFor()
  await press(agent.getByRole('log'), t('desk:acts.retry'))
  await agent.locator('[data-leaving]').waitFor({ state: 'detached' })
  await agent.reload()
  await agent.getByRole('log').getByText(words).first().waitFor()
  expect(await agent.getByRole('log').getByText(words).count()).toBe(1)
  await agent.getByRole('log').focus()
  await agent.keyboard.press('e')
  await press(agent, t('desk:acts.undo'))
  await agent.getByText(t('desk:acts.undone')).waitFor()
}
