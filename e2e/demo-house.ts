import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { Translator } from '../src/platform/i18n/translator.ts'
import { openPage, type Visitor } from './browser.ts'
import type { Installation, RunningServer } from './server.ts'
import { openToldInstallation } from './told-demo.ts'

const signIns = z.array(z.object({ duty: z.string(), email: z.string(), password: z.string() }))

/** What each member of the demo does there. */
export type Duty = 'owner' | 'officer' | 'approver' | 'finance' | 'agent' | 'fundraiser'

/** The words of all languages, as the pages say them. A word that does not exist fails the walk. */
export const translator = await Translator.load((key) => {
  throw new Error(`No words for ${key}`)
})

/** A running installation with the demo's fourteen months in it, for one file of walks. */
export class DemoHouse {
  readonly url: string
  /** The house's database as its owner, for what no visitor can bring about. */
  readonly databaseUrl: string
  readonly #installation: Installation

  private constructor({ url, databaseUrl }: RunningServer, installation: Installation) {
    this.url = url
    this.databaseUrl = databaseUrl
    this.#installation = installation
  }

  /** Starts a server on a copy of the demo; the first of a run waits until the story is told. */
  static async open(): Promise<DemoHouse> {
    const installation = await openToldInstallation()
    return new DemoHouse(await installation.start({ RISCONTRO_DEMO: 'auto' }), installation)
  }

  /** Kills the server and removes everything. */
  async close(): Promise<void> {
    await this.#installation.remove()
  }

  /** A visitor's page, at an address of this house. */
  async visit(path: string, visitor: Visitor = {}): Promise<Page> {
    const page = await openPage(visitor)
    await page.goto(this.url + path)
    return page
  }

  /** The desk of a member who has just signed in with the demo's password, as a person would. */
  async signIn(duty: Duty, visitor: Visitor = {}): Promise<Page> {
    const t = translator.in(visitor.language ?? 'en')
    const page = await this.visit('/desk/sign-in', visitor)
    const { email, password } = await this.#signInOf(duty)
    await page.locator('input[name=email]').fill(email)
    await page.locator('input[name=password]').fill(password)
    await page.getByRole('button', { name: t('desk:signIn.act'), exact: true }).click()
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    await page.locator('main h1').waitFor()
    return page
  }

  async #signInOf(duty: Duty) {
    const text = await readFile(join(this.#installation.dataFolder, 'demo-sign-ins.json'), 'utf8')
    const found = signIns.parse(JSON.parse(text)).find((one) => one.duty === duty)
    if (!found) throw new Error(`Nobody of the demo is its ${duty}`)
    return found
  }
}
