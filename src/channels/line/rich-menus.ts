import { z } from 'zod'
import { Failure } from '../../platform/errors.ts'
import type { MenuContext, MenuEntry, MenuPlan, RequestContext } from '../adapter.ts'
import { readJson } from '../json.ts'
import { providerOrigin } from '../origin.ts'
import { type ProviderRequest, type ProviderResponse, toldId } from '../request.ts'
import { shorten, shortenTo } from '../text.ts'
import { authorization, order } from './access.ts'
import type { LineConfig } from './config.ts'
import { postbackAction } from './flex.ts'

/** Half of the widest picture LINE takes, which is sharp enough on a phone and far below 1 MB (rich menu image: 800 to 2500 wide, 250 and more high, width by height 1.45 and more; read 2026-11-22). */
const width = 1200
const rowHeight = 270

/** As many as stay legible; LINE itself takes twenty areas. The words on the bar: messaging-api.yml `RichMenuRequest` @ 6e4c2a2. */
const entryLimit = 9
const titleLimit = 14

/** People in one request of `menuLink` (messaging-api.yml `RichMenuBulkLinkRequest` @ 6e4c2a2). */
const linkLimit = 500

const created = z.object({ richMenuId: z.string().min(1) })

/** Up to three entries stand in a row, up to nine are shown; the last row shares its width. */
export function menuPlan(entries: readonly MenuEntry[]): MenuPlan {
  const shown = entries.slice(0, entryLimit)
  const rows = Math.ceil(shown.length / 3)
  const places = shown.map(({ label }, index) => {
    const row = Math.floor(index / 3)
    const inRow = row === rows - 1 ? shown.length - row * 3 : 3
    const column = index % 3
    const left = Math.round((width * column) / inRow)
    const right = Math.round((width * (column + 1)) / inRow)
    return { label, x: left, y: row * rowHeight, width: right - left, height: rowHeight }
  })
  return { width, height: rows * rowHeight, places }
}

/**
 * Creates a rich menu, gives it its picture and, where it is everyone's, makes it the default; the one before goes. Throws
 * `channels.menu-undrawn` without the picture of `menuPlan`. An empty list takes the menu away. 100 an hour.
 */
export function menu(entries: readonly MenuEntry[], config: LineConfig, context: MenuContext): ProviderRequest[] {
  const { audience = 'everyone', formerId } = context
  const former = formerId === undefined ? [] : [remove(formerId, config, context)]
  const everybody = '/v2/bot/user/all/richmenu'
  if (entries.length === 0) {
    return audience === 'everyone' ? [order('DELETE', everybody, config, context), ...former] : former
  }
  const shown = order('POST', `${everybody}/${encodeURIComponent(toldId)}`, config, context)
  const leadsTo = [picture(config, context), ...(audience === 'everyone' ? [shown] : [])]
  const create = order('POST', '/v2/bot/richmenu', config, context, richMenu(entries, context))
  return [{ ...create, leadsTo }, ...former]
}

/** `richMenuId` in the answer to the creation. */
export function readMenu(response: ProviderResponse): string | null {
  if (response.kind !== 'answered' || response.status !== 200) return null
  return readJson(response.body, created)?.richMenuId ?? null
}

/** `POST /v2/bot/richmenu/bulk/link`: LINE answers 202 and links a little later. Throws `channels.too-many` beyond 500. */
export function menuLink(
  userIds: readonly string[],
  richMenuId: string,
  config: LineConfig,
  context: RequestContext,
): ProviderRequest {
  if (userIds.length > linkLimit) throw new Failure('channels.too-many', { limit: linkLimit })
  return order('POST', '/v2/bot/richmenu/bulk/link', config, context, { richMenuId, userIds })
}

/** `POST /v2/bot/richmenu/bulk/unlink`: these people see everyone's menu again. At most 500. */
export function menuUnlink(userIds: readonly string[], config: LineConfig, context: RequestContext): ProviderRequest {
  if (userIds.length > linkLimit) throw new Failure('channels.too-many', { limit: linkLimit })
  return order('POST', '/v2/bot/richmenu/bulk/unlink', config, context, { userIds })
}

function remove(richMenuId: string, config: LineConfig, context: RequestContext): ProviderRequest {
  return order('DELETE', `/v2/bot/richmenu/${encodeURIComponent(richMenuId)}`, config, context)
}

function richMenu(entries: readonly MenuEntry[], { audience = 'everyone', title }: MenuContext): object {
  const { height, places } = menuPlan(entries)
  return {
    size: { width, height },
    selected: true,
    name: audience,
    chatBarText: shortenTo(title ?? '☰', titleLimit, 'utf16'),
    areas: places.map(({ x, y, width, height }, index) => ({
      bounds: { x, y, width, height },
      action: actionOf(entries[index]),
    })),
  }
}

function actionOf(entry: MenuEntry | undefined): object {
  if (entry === undefined) return {}
  const { label: words, action } = entry
  const label = shorten(words, 20)
  return action.type === 'postback'
    ? postbackAction(words, label, action.payload)
    : { type: 'uri', label, uri: action.url }
}

/** On the data host; the bytes are the whole body. */
function picture(config: LineConfig, context: MenuContext): ProviderRequest {
  if (context.picture === undefined) throw new Failure('channels.menu-undrawn')
  const { base64, mediaType } = context.picture
  const origin = providerOrigin('https://api-data.line.me', context.sandboxOrigin)
  return {
    part: 0,
    method: 'POST',
    url: `${origin}/v2/bot/richmenu/${encodeURIComponent(toldId)}/content`,
    headers: { authorization: authorization(config, context), 'content-type': mediaType },
    body: '',
    bodyBase64: base64,
    quotaCount: 0,
  }
}
