import type { Locator, Page } from 'playwright-core'
import type { Translate } from '../src/platform/i18n/translator.ts'

/** Goes to a place of the desk through its navigation. */
export async function goTo(desk: Page, t: Translate, place: string): Promise<void> {
  await desk
    .getByRole('navigation')
    .getByTitle(t(`desk:nav.${place}`), { exact: true })
    .click()
  await desk.getByRole('heading', { level: 1 }).waitFor()
}

/** Presses the first button of exactly these words. */
export async function press(within: Page | Locator, words: string): Promise<void> {
  await within.getByRole('button', { name: words, exact: true }).first().click()
}

/** Presses a button that asks back, answers what it asks, and agrees. A dialog that stays is told with its words. */
export async function confirm(
  desk: Page,
  words: { open: string; act: string },
  answer: (dialog: Locator) => Promise<void> = async () => {},
): Promise<void> {
  await press(desk.getByRole('main'), words.open)
  const dialog = desk.getByRole('dialog')
  await dialog.waitFor()
  await answer(dialog)
  await press(dialog, words.act)
  await dialog.waitFor({ state: 'hidden' }).catch(async (error: unknown) => {
    throw new Error(`The dialog stays, and says: ${await dialog.textContent()}`, { cause: error })
  })
}
