import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
})
afterAll(() => house?.close())

const overflow = 'Math.max(0, document.documentElement.scrollWidth - innerWidth)'

/** Nobody is shut out of what is open now, and it fits its window. */
async function expectOpenToAll(page: Page): Promise<void> {
  expect.soft({ violations: await axe(page), overflow: await page.evaluate(overflow) }).toEqual({
    violations: [],
    overflow: 0,
  })
}

test('the keyboard alone finds a person and goes there, and remembers it', async () => {
  const t = translator.in('zh-Hant')
  const desk = await house.signIn('owner', { width: 360, colorScheme: 'dark', language: 'zh-Hant' })
  const name = await nameOfSomebody(desk)
  await desk.getByRole('button', { name: t('desk:palette.title') }).waitFor()
  await desk.keyboard.press('Control+k')
  const palette = desk.getByRole('dialog', { name: t('desk:palette.title') })
  await palette.getByRole('textbox').waitFor()
  await desk.keyboard.type(name)
  const people = palette.getByRole('group', { name: t('desk:palette.groups.people') })
  await people.getByRole('button').first().waitFor()
  await expectOpenToAll(desk)
  await desk.keyboard.press('Enter')
  await desk.waitForURL(/\/desk\/people\/./)
  await desk.getByRole('button', { name: t('desk:palette.title') }).click()
  const recent = palette.getByRole('group', { name: t('desk:palette.groups.recent') })
  await recent.getByRole('button', { name }).first().waitFor()
  await desk.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
})

test('messages nobody knows the end of are told on the first page and settled together', async () => {
  const t = translator.in('en')
  await loseMessages(2)
  const desk = await house.signIn('agent')
  await desk.getByText(t('desk:unknowns.some', { count: 2 })).waitFor()
  await desk.getByRole('link', { name: t('desk:unknowns.decide') }).click()
  await desk.getByRole('checkbox', { name: t('desk:unknowns.all') }).check()
  await expectOpenToAll(desk)
  await desk.getByRole('button', { name: t('desk:unknowns.acts.arrived'), exact: true }).click()
  const question = desk.getByRole('dialog')
  await question.getByRole('button', { name: t('desk:unknowns.acts.arrived'), exact: true }).click()
  await desk.getByText(t('desk:unknowns.emptyTitle')).waitFor()
})

async function nameOfSomebody(desk: Page): Promise<string> {
  const answer = await desk.request.get(`${house.url}/api/people?limit=1`)
  const { items } = await answer.json()
  return items[0].displayName
}

/** What a provider that says nothing would leave behind. */
async function loseMessages(count: number): Promise<void> {
  const database = new pg.Client({ connectionString: house.databaseUrl })
  await database.connect()
  await database.query(
    `update deliveries set state = 'unknown', reason = 'unanswered' where delivery_id in (
      select delivery_id from deliveries where state = 'sent' order by queued_at desc limit $1)`,
    [count],
  )
  await database.end()
}
