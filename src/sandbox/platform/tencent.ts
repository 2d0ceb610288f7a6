import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** How the platform behaves next. `lost`: it does what is asked and the answer never comes. */
export type PlatformMood = 'normal' | 'broken' | 'lost'

/** An order as the platform lists it: fen, and Beijing time. */
export interface ListedOrder {
  transcode: string
  pid: string
  money: number
  trans_time: string
  trans_state: number
  bt: string
  bid: string
  busi_code: string
  appid: string
  proj_name: string
}

const wish = z.object({
  last_time: z.number().default(0),
  sort_type: z.string().optional(),
  page_cnt: z.int().min(1).max(100).default(20),
})

const report = z.object({
  proc_id: z.string().optional(),
  proc_type: z.union([z.literal(1), z.literal(2)]),
  project_id: z.int(),
  project_name: z.string().min(1).max(18),
  match_type: z.union([z.literal(1), z.literal(2)]),
  card_id: z.string().min(1).max(20),
  exe_money: z.string().regex(/^\d+(\.\d{1,2})?$/),
  exe_images: z.array(z.url()).length(3),
  help_org_number: z.string().min(1).max(30),
  help_list: z.array(z.looseObject({ money: z.string().regex(/^\d+(\.\d{1,2})?$/) })).optional(),
})
export type KeptReport = z.infer<typeof report>

/**
 * Plays the two interfaces of Tencent Charity's open platform that a charity uses. Fields, units, the envelope, the signature and
 * its five seconds are as published (open.gongyi.qq.com, read 2026-11); the numbers of the codes are not published and are ours.
 */
export class TencentEmulator {
  mood: PlatformMood = 'normal'
  readonly orders: ListedOrder[] = []
  readonly reports: KeptReport[] = []
  /** Numbers of reports that were changed, in that order. */
  readonly changes: string[] = []
  readonly #application: { appId: string; secret: string }
  readonly #now: () => Date

  constructor(application: { appId: string; secret: string }, now: () => Date) {
    this.#application = application
    this.#now = now
  }

  /** Answers a request of the API; undefined when the answer is lost on its way. */
  async answer(request: Request): Promise<Response | undefined> {
    if (this.mood === 'broken') return new Response('', { status: 500 })
    const isLost = this.mood === 'lost'
    if (isLost) this.mood = 'normal'
    const answer = this.#said(request.headers, new URL(request.url).pathname, await request.json().catch(() => null))
    return isLost ? undefined : answer
  }

  #said(headers: Headers, path: string, body: unknown): Response {
    const refusal = this.#refusal(headers)
    if (refusal) return refusal
    if (path.endsWith('/api/user_center/getusertrans')) return this.#list(body)
    if (path.endsWith('/api/tmj_third_service/PostExeInfo')) return this.#keep(body)
    return this.#enveloped(10_404, 'no such interface')
  }

  #refusal(headers: Headers): Response | undefined {
    const [appId = '', nonce = '', timestamp = '', sign = ''] = ['Appid', 'Nonce-Str', 'Timestamp', 'Sign'].map(
      (name) => headers.get(`Gy-H-Api-${name}`) ?? '',
    )
    if (appId !== this.#application.appId || nonce.length !== 32)
      return this.#enveloped(10_001, 'appid or nonce invalid')
    if (Math.abs(this.#seconds() - Number(timestamp)) > 5) return this.#enveloped(10_002, 'timestamp expired')
    const { secret } = this.#application
    const signed = `Gy-H-Api-Appid=${appId}&Gy-H-Api-Nonce-Str=${nonce}&Gy-H-Api-Timestamp=${timestamp}&key=${secret}`
    const expected = Buffer.from(createHmac('sha256', secret).update(signed).digest('hex').toUpperCase())
    const given = Buffer.from(sign)
    const isSame = expected.length === given.length && timingSafeEqual(expected, given)
    return isSame ? undefined : this.#enveloped(10_003, 'sign error')
  }

  /** Orders after a time in nanoseconds, the earliest first, packed as the published sample is. */
  #list(body: unknown): Response {
    const read = wish.safeParse(body)
    if (!read.success) return this.#enveloped(10_400, 'bad parameters')
    const since = BigInt(read.data.last_time)
    const later = this.orders
      .filter(({ trans_time: at }) => BigInt(Date.parse(at)) * 1_000_000n > since)
      .toSorted((one, other) => Date.parse(one.trans_time) - Date.parse(other.trans_time))
    const packed = Buffer.from(JSON.stringify({ Usertrans: later.slice(0, read.data.page_cnt) })).toString('base64')
    return this.#enveloped(0, '', packed)
  }

  /** Each report is a new one unless it names one to change: a repetition stands there twice. One that is named is changed. */
  #keep(body: unknown): Response {
    const read = report.safeParse(body)
    if (!read.success) return this.#enveloped(10_400, `bad parameter ${read.error.issues[0]?.path.join('.') ?? ''}`)
    if (!this.orders.some(({ pid }) => Number(pid) === read.data.project_id)) {
      return this.#enveloped(10_405, 'project does not exist')
    }
    const { proc_id: named, ...kept } = read.data
    const place = named === undefined ? this.reports.length : Number(named) - 1
    if (named !== undefined && this.reports[place] === undefined)
      return this.#enveloped(10_406, 'progress does not exist')
    this.reports[place] = kept
    if (named !== undefined) this.changes.push(named)
    return this.#enveloped(0, '', { proc_id: String(place + 1) })
  }

  #enveloped(code: number, msg: string, data: unknown = null): Response {
    return Response.json({ code, msg, data, op_time: this.#seconds(), trace_id: 'sandbox' })
  }

  #seconds(): number {
    return Math.floor(this.#now().getTime() / 1000)
  }
}
