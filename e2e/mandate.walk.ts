import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe } from './browser.ts'
import { DemoHouse, translator } from './demo-house.ts'
import { confirm, goTo, press } from './desk-hand.ts'
import { arrival, takePhone } from './phone-hand.ts'

const t = translator.in('en')

let house: DemoHouse
beforeAll(async () => {
  house = await DemoHouse.open()
})
afterAll(() => house?.close())

/** A page with a signature on it, as a phone photographs it. */
function paper(): Promise<Buffer> {
  const lines = [
    ['Direct debit mandate', 64],
    ['I give NT$500 every month, from the 5th.', 40],
    ['Account 0081 2345 6789', 40],
  ] as const
  const words = lines.map(
    ([line, size], row) => `<text x="80" y="${180 + row * 120}" font-size="${size}">${line}</text>`,
  )
  const name = '<path d="M120 760 q60 -120 120 0 t120 0 t120 -20" stroke="#123a7a" stroke-width="6" fill="none"/>'
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200" font-family="serif">
    <rect width="900" height="1200" fill="#f6f2e8"/>${words.join('')}${name}</svg>`
  return sharp(Buffer.from(svg)).jpeg().toBuffer()
}

test('a photo of a signed mandate is filed from the conversation, copied by finance and becomes a recurring gift', async () => {
  const phone = await takePhone(house, 'Mandate Mei', 'en')
  await phone
    .locator('input[name=photo]')
    .setInputFiles({ name: 'p.jpg', mimeType: 'image/jpeg', buffer: await paper() })
  const desk = await house.signIn('owner')
  await goTo(desk, t, 'inbox')
  await desk
    .getByRole('link', { name: /Mandate Mei/ })
    .first()
    .click(arrival)
  await desk.locator('button[aria-haspopup=dialog] img').last().click(arrival)
  await press(desk.getByRole('dialog'), t('desk:mandates.file'))
  await desk.waitForURL('**/gifts/mandates/*', arrival)
  const picture = desk.getByRole('img', { name: t('desk:mandates.pictureOf', { name: 'Mandate Mei' }) })
  await picture.waitFor(arrival)
  expect(await axe(desk)).toEqual([])
  // Nothing is proposed among several campaigns: the paper says which one, and its currency follows.
  await desk.getByRole('combobox', { name: t('desk:gifts.campaign') }).click()
  await desk.getByRole('option', { name: /TWD/ }).first().click()
  await desk.locator('input[name=amount]').fill('500')
  await desk.locator('input[name=account]').fill('0081 2345 6789')
  await desk.locator('input[name=dueDay]').fill('5')
  await press(desk.getByRole('main'), t('desk:mandates.settle'))
  await desk.waitForURL('**/gifts/mandates', arrival)
  await desk.getByText(t('desk:mandates.empty.open')).waitFor(arrival)
  await desk.getByText(t('desk:mandates.states.done'), { exact: true }).click()
  await desk.getByText('NT$500', { exact: true }).first().waitFor(arrival)
  expect(await desk.getByRole('main').textContent()).toContain(t('desk:mandates.account', { digits: '6789' }))
  expect(await axe(desk)).toEqual([])
  await confirm(desk, { open: t('desk:mandates.end'), act: t('desk:mandates.end') })
  await desk.getByText(t('desk:mandates.ended'), { exact: true }).waitFor(arrival)
})
