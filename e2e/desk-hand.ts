import type { Page } from 'playwright-core'
import type { Translate } from '../src/platform/i18n/translator.ts'

/** Goes to a place of the desk through its navigation. */
export async function goTo(desk: Page, t: Translate, place: string): Promise<void> {
  await desk
    .getByRole('navigation')
    .getByTitle(t(`desk:nav.${place}`), { exact: true })
    .click()
  await desk.getByRole('heading', { level: 1 }).waitFor()
}

/** Presses a button that asks back, answers what it asks, and agrees. */
export async function confirm(
  desk: Page,
  words: { open: string; act: string },
  answer: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {},
): Promise<void> {
  await desk.getByRole('main').getByRole('button', { name: words.open, exact: true }).first().click()
  const dialog = desk.getByRole('dialog')
  await dialog.waitFor()
  await answer(dialog)
  await dialog.getByRole('button', { name: words.act, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}
