import { Hono } from 'hono'
import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { Environment, Request } from '../../platform/http/api.ts'
import { refuseForeignForms } from '../../platform/http/security.ts'
import type { Context } from '../../platform/scope.ts'
import { renderDocument } from '../page/document.tsx'
import { frameOf } from '../page/draw.tsx'
import { PlatformPage } from '../page/platform-page.tsx'
import { type FoundApplication, findApplications, sandboxProject } from './application.ts'
import { type ListedOrder, TencentEmulator } from './tencent.ts'

/** What had been given on the platform before the charity was connected: hours earlier, and fen. */
const givenBefore = [
  { hours: 21, fen: 5_000 },
  { hours: 9, fen: 10_000 },
  { hours: 8, fen: 6_660 },
  { hours: 3, fen: 2_000 },
  { hours: 1, fen: 20_000 },
] as const

const newGift = z.strictObject({ money: z.int().min(1).max(100_000_00) })

/**
 * The emulated Tencent Charity of a demonstration, under `/sandbox/tencent`: its API for our connector; `GET /account`, what the
 * platform holds of the first demo organisation, to a browser as a page; `POST /orders` with `money` in fen, or with the page's form,
 * somebody gives there now. What was given and reported since the start of the process is kept in memory.
 */
export function tencentRoutes(context: Context) {
  const router = new Hono<Environment>()
  const platform = new TencentPlatform(context)
  router.get('/sandbox/tencent/account', async (request) => {
    const { orders, reports } = await platform.first()
    if (!isBrowser(request)) return request.json({ orders, reports })
    const held = { project: sandboxProject.name, orders, reports }
    return request.html(await renderDocument(<PlatformPage frame={frameOf(request)} held={held} />))
  })
  router.post('/sandbox/tencent/orders', refuseForeignForms, async (request) => {
    const read = newGift.safeParse(await giftIn(request))
    if (!read.success) throw new Failure('request.invalid', { field: 'money', expected: '' }, { field: 'money' })
    const { orders } = await platform.first()
    const order = orderOf(context.clock.now(), read.data.money, orders.length)
    orders.push(order)
    return isBrowser(request) ? request.redirect('/sandbox/tencent/account', 303) : request.json(order, 201)
  })
  router.post('/sandbox/tencent/api/*', async (request) => {
    const emulator = await platform.find(request.req.header('Gy-H-Api-Appid'))
    return (await emulator.answer(request.req.raw)) ?? request.body(null, 500)
  })
  return router
}

function isBrowser(request: Request): boolean {
  return request.req.header('accept')?.includes('text/html') ?? false
}

/** What somebody gives: JSON in fen, or the form of the page in whole yuan. */
async function giftIn(request: Request): Promise<unknown> {
  if (request.req.header('content-type')?.includes('json')) return request.req.json().catch(() => null)
  const { yuan } = await request.req.parseBody()
  return { money: typeof yuan === 'string' && /^\d{1,6}$/.test(yuan) ? Number(yuan) * 100 : null }
}

/** Every demo organisation at the platform, each with orders and reports of its own. */
class TencentPlatform {
  readonly #context: Context
  readonly #known = new Map<string, TencentEmulator>()

  constructor(context: Context) {
    this.#context = context
  }

  /** The organisation that shows this id, or the first one, which refuses it. Fails with `request.missing` where there is none. */
  async find(appId: string | undefined): Promise<TencentEmulator> {
    const found = await findApplications(this.#context)
    const shown = found.find((application) => application.appId === appId) ?? found[0]
    if (shown === undefined) throw new Failure('request.missing', {}, { kind: 'missing' })
    const known = this.#known.get(shown.appId) ?? this.#open(shown)
    this.#known.set(shown.appId, known)
    return known
  }

  first(): Promise<TencentEmulator> {
    return this.find(undefined)
  }

  #open(application: FoundApplication): TencentEmulator {
    const emulator = new TencentEmulator(application, () => this.#context.clock.now())
    const since = application.since.getTime()
    const orders = givenBefore.map(({ hours, fen }, index) => orderOf(new Date(since - hours * 3_600_000), fen, index))
    emulator.orders.push(...orders)
    return emulator
  }
}

/** An order of the project. Its number is of its moment, so that none comes back after a restart with another gift behind it. */
function orderOf(at: Date, fen: number, index: number): ListedOrder {
  const beijing = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  const moment = beijing.replace(/\D/g, '')
  return {
    transcode: `1465188602${moment}${String(index).padStart(4, '0')}`,
    pid: sandboxProject.id,
    money: fen,
    trans_time: `${beijing.slice(0, 19)}+08:00`,
    trans_state: 11,
    ...{ bt: 'WXDM', bid: '100000224', busi_code: '7495', appid: 'sandbox' },
    proj_name: sandboxProject.name,
  }
}
