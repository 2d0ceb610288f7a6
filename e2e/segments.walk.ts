import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { foundOrganisation } from '../src/organisations/found.ts'
import { createMember } from '../src/organisations/members.ts'
import { createPersons } from '../src/people/persons.ts'
import { setTags } from '../src/people/tags.ts'
import { axe, openPage, untilQuiet } from './browser.ts'
import { visit } from './crash-charity.ts'
import { translator } from './demo-house.ts'
import { expectOpenToAll } from './open-to-all.ts'
import { type Installation, openInstallation, type RunningServer } from './server.ts'

const crowd = 60
const t = translator.in('en')
const tagsInUse = z.object({ items: z.array(z.object({ tag: z.string(), people: z.number() })) })

const member = { name: 'Ida Rossi', email: 'ida@example.org', password: 'three lanterns over the river' }

let installation: Installation
let server: RunningServer
let desk: Page
beforeAll(async () => {
  installation = await openInstallation()
  server = await installation.start()
  await fill()
  desk = await signIn()
})
afterAll(() => installation?.remove())

/** A young organisation: one fundraiser, and sixty people none of whom has given. */
async function fill(): Promise<void> {
  const house = await visit(installation)
  const scope = await foundOrganisation(house.context, {
    ...{ slug: 'morning-light', name: 'Morning Light', country: 'TW', language: 'en', isDemo: false },
    timeZone: 'Asia/Taipei',
  })
  await createMember(scope, { ...member, language: 'en', roles: ['fundraiser'] })
  const people = Array.from({ length: crowd }, (_, at) => ({ displayName: `Mei Lin ${at}`, language: 'en' as const }))
  const [somebody = ''] = await scope.transaction((tx) => createPersons(tx, people))
  await setTags(scope, somebody, ['staff'])
  await house.close()
}

async function signIn(): Promise<Page> {
  const page = await openPage()
  await page.goto(`${server.url}/desk/sign-in`)
  await page.locator('input[name=email]').fill(member.email)
  await page.locator('input[name=password]').fill(member.password)
  await page.getByRole('button', { name: t('desk:signIn.act'), exact: true }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  await page.locator('main h1').waitFor()
  return page
}

test('tags are given to those chosen and to everybody found, followed, taken back, and called otherwise', async () => {
  await desk.goto(`${server.url}/desk/people`)
  const rows = desk.getByRole('row')
  await rows.nth(2).waitFor()
  await rows.nth(1).getByRole('checkbox').check()
  await rows.nth(2).getByRole('checkbox').check()
  await expectOpenToAll(desk, 'people-chosen')
  await desk.getByRole('button', { name: t('desk:people.tagChosen') }).click()
  await typeTag('gala')
  await expectOpenToAll(desk, 'people-tag-many')
  await give()
  await desk.getByText(t('desk:people.ran.give', { count: 2, shown: '2' })).waitFor()
  expect(await peopleCalled('gala')).toBe(2)
  await expectOpenToAll(desk, 'people-tagged')
  await desk.getByRole('combobox', { name: t('desk:people.withTag') }).click()
  await desk.getByRole('option').first().waitFor()
  await untilQuiet(desk)
  expect(await axe(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: t('desk:acts.undo'), exact: true }).click()
  await desk.getByText(t('desk:people.runStates.undone')).waitFor()
  expect(await peopleCalled('gala')).toBe(0)
  await desk.getByRole('button', { name: /^Tags for all/ }).click()
  await typeTag('friends')
  await give()
  await desk.getByText(/people were given what they did not bear yet/).waitFor()
  expect(await peopleCalled('friends')).toBe(crowd)
  await desk.goto(`${server.url}/desk/people/tags`)
  await desk.getByRole('link', { name: 'friends', exact: true }).waitFor()
  await expectOpenToAll(desk, 'tags')
  await desk
    .getByRole('button', { name: t('desk:people.renameTag'), exact: true })
    .first()
    .click()
  await desk.getByRole('dialog').getByLabel(t('desk:people.newTag')).fill('Friends of the house')
  await expectOpenToAll(desk, 'tag-rename')
  await desk.getByRole('button', { name: t('desk:acts.save'), exact: true }).click()
  await desk.getByRole('link', { name: 'Friends of the house' }).waitFor()
  expect(await peopleCalled('Friends of the house')).toBe(crowd)
})

test('a segment is described, counted, and written to', async () => {
  await desk.goto(`${server.url}/desk/broadcasts/segments`)
  await desk.getByText(t('desk:segments.emptyTitle')).waitFor()
  await expectOpenToAll(desk, 'segments-empty')
  await desk
    .getByRole('link', { name: t('desk:segments.create') })
    .first()
    .click()
  await desk.getByRole('textbox', { name: t('desk:broadcasts.name') }).fill('Gave, but no friends')
  await choose(desk.getByRole('combobox', { name: t('desk:broadcasts.who') }).first(), t('desk:broadcasts.kinds.gave'))
  await desk.getByRole('button', { name: t('desk:broadcasts.narrow') }).click()
  await choose(
    desk.getByRole('combobox', { name: t('desk:broadcasts.who') }).nth(1),
    t('desk:broadcasts.kinds.reachable'),
  )
  await desk.getByRole('button', { name: t('desk:broadcasts.leaveOut') }).click()
  await desk.getByRole('combobox', { name: t('desk:broadcasts.tags') }).click()
  await desk.getByRole('option').first().click()
  await desk.keyboard.press('Escape')
  await desk.getByText(t('desk:broadcasts.count', { count: 0, shown: '0' })).waitFor()
  await expectOpenToAll(desk, 'segment-form')
  await desk.getByRole('button', { name: t('desk:acts.save'), exact: true }).click()
  await desk.getByRole('link', { name: 'Gave, but no friends' }).waitFor()
  await expectOpenToAll(desk, 'segments')
  await desk.getByRole('link', { name: t('desk:segments.write') }).click()
  await desk.getByText(t('desk:segments.followed')).waitFor()
  await desk.getByText(t('desk:broadcasts.count', { count: 0, shown: '0' })).waitFor()
  await expectOpenToAll(desk, 'broadcast-to-segment')
})

async function typeTag(tag: string): Promise<void> {
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('combobox', { name: t('desk:people.tags') }).fill(tag)
  await dialog.getByRole('heading').click()
}

async function give(): Promise<void> {
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: t('desk:people.tagDeeds.give') })
    .click()
  await desk.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function choose(field: ReturnType<Page['getByRole']>, option: string): Promise<void> {
  await field.click()
  await desk.getByRole('option', { name: option, exact: true }).click()
}

async function peopleCalled(tag: string): Promise<number> {
  const { items } = tagsInUse.parse(await (await desk.request.get(`${server.url}/api/tags`)).json())
  return items.find((one) => one.tag === tag)?.people ?? 0
}
