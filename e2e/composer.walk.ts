import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, screenshot } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'
import { press } from './desk-hand.ts'

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
})
afterAll(() => house?.close())

const t = translator.in('en')
const usualPieces = ['location', 'answers'] as const
const allPieces = [...usualPieces, 'call', 'sticker', 'file'] as const

test.each([
  { width: 1280, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const)(
  'a member writes more than words and sees it on every channel first ($width, $colorScheme)',
  async (visitor) => {
    const desk = await house.signIn('agent', visitor)
    await desk.goto(`${house.url}/desk/inbox/${await lineTalk(desk)}`)
    const field = desk.getByRole('textbox', { name: t('desk:inbox.write.reply') })
    await field.fill('Good morning, this is where we are.')
    await press(desk, t('desk:inbox.addMore'))
    await desk.getByRole('menuitem', { name: t('desk:inbox.add.card') }).click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel(t('desk:inbox.pieces.title')).fill('Come and see the garden')
    await dialog.getByLabel(t('desk:inbox.pieces.body')).fill('On Sunday afternoon there is tea for everybody.')
    await dialog.getByLabel(t('desk:inbox.pieces.button', { place: 1 })).selectOption('answer')
    await dialog.getByLabel(t('desk:inbox.pieces.buttonLabel')).fill('I will come with my whole family')
    await screenshot(desk, `composer-card-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
    await press(dialog, t('desk:acts.add'))
    await dialog.waitFor({ state: 'hidden' })
    for (const kind of visitor.width === 360 ? allPieces : usualPieces) {
      await press(desk, t('desk:inbox.addMore'))
      await desk.getByRole('menuitem', { name: t(`desk:inbox.add.${kind}`) }).click()
      await dialog.waitFor()
      if (kind === 'location') {
        await dialog.getByLabel(t('desk:inbox.pieces.placeName')).fill('Our house')
        await dialog.getByLabel(t('desk:inbox.pieces.position')).fill('25.0330, 121.5654')
      }
      if (kind === 'answers') await dialog.getByLabel(t('desk:inbox.pieces.answers')).fill('Yes\nNo')
      expect([kind, await axe(desk)]).toEqual([kind, []])
      await screenshot(desk, `composer-${kind}-${visitor.width}-${visitor.colorScheme}`)
      await press(dialog, t(kind === 'location' || kind === 'answers' ? 'desk:acts.add' : 'desk:acts.cancel'))
      await dialog.waitFor({ state: 'hidden' })
    }
    await press(desk, t('desk:inbox.preview.title'))
    const preview = desk.getByRole('region', { name: t('desk:inbox.preview.title') })
    await preview.getByText('Come and see the garden').waitFor()
    await screenshot(desk, `composer-preview-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
    await press(desk, t('desk:inbox.send'))
    const thread = desk.getByRole('log')
    await thread.getByText('Come and see the garden').first().waitFor()
    await thread.getByText(t('desk:delivery.sent')).last().waitFor()
    await screenshot(desk, `composer-sent-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
  },
)

test.each([
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
] as const)(
  'W8: when the window has closed the button sends a template, and the draft stays ($width)',
  async (visitor) => {
    const conversationId = await closedTalk()
    const desk = await house.signIn('owner', visitor)
    await desk.goto(`${house.url}/desk/inbox/${conversationId}`)
    const field = desk.getByRole('textbox', { name: t('desk:inbox.write.reply') })
    await field.fill('A long letter I do not want to lose')
    const button = desk.getByRole('button', { name: t('desk:inbox.sendTemplate'), exact: true })
    await button.click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByLabel(t('desk:inbox.template.gap', { name: 'first' })).fill('Anna')
    await dialog.getByText('Anna, your report has come').waitFor()
    await screenshot(desk, `template-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
    await press(dialog, t('desk:inbox.send'))
    await dialog.waitFor({ state: 'hidden' })
    await desk.getByRole('log').getByText('Anna, your report has come').first().waitFor()
    expect(await field.inputValue()).toBe('A long letter I do not want to lose')
    await desk.goto(`${house.url}/desk/templates`)
    await desk.getByText('report-7').first().waitFor()
    await screenshot(desk, `templates-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
    const place = visitor.width === 360 ? 'connections' : 'settings'
    await desk.goto(`${house.url}/desk/${place}`)
    await desk
      .getByText(t(visitor.width === 360 ? 'desk:connections.facts.webhook' : 'desk:settings.sending.from'))
      .first()
      .waitFor()
    await screenshot(desk, `${place}-${visitor.width}-${visitor.colorScheme}`)
    expect(await axe(desk)).toEqual([])
  },
)

test('what is typed into a broadcast without a pause is all there, though its preview comes in between', async () => {
  const desk = await house.signIn('fundraiser')
  await desk.goto(`${house.url}/desk/broadcasts/new`)
  const title = desk.getByRole('textbox', { name: t('desk:broadcasts.titleField'), exact: true })
  await title.click()
  await desk.keyboard.type('Come and see the garden', { delay: 15 })
  await desk.keyboard.press('Tab')
  await desk.keyboard.type('There is tea for everybody.', { delay: 15 })
  expect(await title.inputValue()).toBe('Come and see the garden')
  expect(await desk.locator('textarea[name=contents]').inputValue()).toBe('There is tea for everybody.')
  await desk.context().close()
})

/** A talk on the demo's LINE account. */
function lineTalk(desk: Page): Promise<string> {
  return desk.evaluate(async () => {
    const page = await fetch('/api/conversations?limit=50')
    const { items } = JSON.parse(await page.text())
    return items.find((talk: { channel: string }) => talk.channel === 'line').id
  })
}

/** A talk on WeChat whose window has closed, and a template for it. */
async function closedTalk(): Promise<string> {
  const desk = await house.signIn('owner')
  const post = (path: string, body: object) =>
    desk.evaluate(
      async ({ path, body }) => {
        const headers = { 'content-type': 'application/json' }
        const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
        return JSON.parse(await response.text())
      },
      { path, body },
    )
  const config = { appId: `wx${'a'.repeat(16)}`, appSecret: 'b'.repeat(32), token: 'weixin' }
  const { id } = await post('/api/channels', { kind: 'wechat', name: 'WeChat', config })
  const words = '{{first.DATA}}, your report has come. Open it whenever you like.'
  await post('/api/templates', { channelAccountId: id, name: 'report-7', language: 'zh_CN', text: words })
  const client = new pg.Client(house.databaseUrl)
  await client.connect()
  const { rows } = await client.query(
    `with account as (select * from channel_accounts where channel_account_id = $1),
      person as (select organisation_id, person_id from persons where organisation_id = (select organisation_id from account) limit 1),
      identity as (
        insert into identities (organisation_id, identity_id, channel_account_id, address, person_id, state, created_at, state_at)
        select organisation_id, gen_random_uuid(), $1, gen_random_uuid()::text, person_id, 'following', now(), now() from person
        returning organisation_id, identity_id)
    insert into conversations (organisation_id, conversation_id, channel_account_id, identity_id, state, last_inbound_at, last_message_at, preview, created_at)
    select organisation_id, gen_random_uuid(), $1, identity_id, 'open', now() - interval '5 days', now(), 'Hello', now() from identity
    returning conversation_id`,
    [id],
  )
  await client.end()
  await desk.context().close()
  return rows[0].conversation_id
}
