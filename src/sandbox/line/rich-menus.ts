import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { parseJson } from '../../channels/json.ts'
import { action, text } from './action.ts'
import { answers, invalidBody, type LineAnswer, refusal } from './answer.ts'

const side = z.int().min(0)
const userIds = z.array(z.string().min(1)).min(1).max(500)

/** messaging-api.yml `RichMenuRequest` @ 6e4c2a2; sizes as the reference asks of the picture (read 2026-11-22). */
const richMenu = z.strictObject({
  size: z
    .strictObject({ width: z.int().min(800).max(2500), height: z.int().min(250) })
    .refine(({ width, height }) => width / height >= 1.45, 'The aspect ratio is invalid'),
  selected: z.boolean(),
  name: text(300),
  chatBarText: text(14),
  areas: z
    .array(
      z.strictObject({
        bounds: z.strictObject({ x: side, y: side, width: side.min(1), height: side.min(1) }),
        action: action(20),
      }),
    )
    .max(20),
})
export type RichMenu = z.infer<typeof richMenu>

const linked = z.strictObject({ richMenuId: z.string(), userIds })
const unlinked = z.strictObject({ userIds })

const pictureBytes = 1024 * 1024
const most = 1000

interface Kept {
  readonly menu: RichMenu
  hasPicture: boolean
}

/** The rich menus of one account: which there are, which is everyone's, and who is shown another. */
export class RichMenus {
  readonly #menus = new Map<string, Kept>()
  readonly #links = new Map<string, string>()
  #default: string | undefined

  /** `POST /v2/bot/richmenu`. */
  create(body: Uint8Array): LineAnswer {
    const read = richMenu.safeParse(parseJson(body))
    if (!read.success) return invalidBody(read.error)
    if (this.#menus.size >= most) return refusal(400, 'The number of rich menus has reached the limit')
    const richMenuId = `richmenu-${randomBytes(16).toString('hex')}`
    this.#menus.set(richMenuId, { menu: read.data, hasPicture: false })
    return taken({ richMenuId })
  }

  /** `POST /v2/bot/richmenu/{richMenuId}/content`. A menu gets one picture, once. */
  draw(richMenuId: string, mediaType: string | undefined, body: Uint8Array): LineAnswer {
    const kept = this.#menus.get(richMenuId)
    if (kept === undefined) return answers.notFound
    if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') return answers.wrongMediaType
    if (body.byteLength === 0 || body.byteLength > pictureBytes) return answers.tooLarge
    if (kept.hasPicture) return refusal(400, 'An image has already been uploaded to the richmenu')
    kept.hasPicture = true
    return taken()
  }

  /** `POST /v2/bot/user/all/richmenu/{richMenuId}`. */
  showAll(richMenuId: string): LineAnswer {
    const refused = this.#unusable(richMenuId)
    if (refused) return refused
    this.#default = richMenuId
    return taken()
  }

  /** `DELETE /v2/bot/user/all/richmenu`. */
  showNone(): LineAnswer {
    this.#default = undefined
    return taken()
  }

  /** `POST /v2/bot/richmenu/bulk/link`. */
  link(body: Uint8Array): LineAnswer {
    const read = linked.safeParse(parseJson(body))
    if (!read.success) return invalidBody(read.error)
    const refused = this.#unusable(read.data.richMenuId)
    if (refused) return refused
    for (const userId of read.data.userIds) this.#links.set(userId, read.data.richMenuId)
    return { status: 202, body: {} }
  }

  /** `POST /v2/bot/richmenu/bulk/unlink`. */
  unlink(body: Uint8Array): LineAnswer {
    const read = unlinked.safeParse(parseJson(body))
    if (!read.success) return invalidBody(read.error)
    for (const userId of read.data.userIds) this.#links.delete(userId)
    return { status: 202, body: {} }
  }

  /** `DELETE /v2/bot/richmenu/{richMenuId}`: who was shown it sees everyone's. */
  remove(richMenuId: string): LineAnswer {
    if (!this.#menus.delete(richMenuId)) return answers.notFound
    if (this.#default === richMenuId) this.#default = undefined
    for (const [userId, id] of this.#links) if (id === richMenuId) this.#links.delete(userId)
    return taken()
  }

  /** What somebody sees. */
  of(userId: string): RichMenu | undefined {
    return this.#menus.get(this.#links.get(userId) ?? this.#default ?? '')?.menu
  }

  #unusable(richMenuId: string): LineAnswer | undefined {
    const kept = this.#menus.get(richMenuId)
    if (kept === undefined) return answers.notFound
    return kept.hasPicture ? undefined : refusal(400, 'must upload richmenu image before applying it to user')
  }
}

function taken(body: object = {}): LineAnswer {
  return { status: 200, body }
}
