import { z } from 'zod'
import type { ChannelEvent } from '../event.ts'
import { parseJson } from '../json.ts'
import { digest } from '../keys.ts'
import { choice, chosenIn, readFilled, state } from './choice.ts'
import { messageName, millisecondsOf, placeOf, slackId, timestamp } from './place.ts'

const trigger = z.string().min(1).max(150)

const slash = z.object({
  command: z.string().regex(/^\/\S{1,32}$/),
  text: z.string().default(''),
  user_id: slackId,
  channel_id: slackId,
  trigger_id: trigger,
})

const action = choice.extend({
  action_id: z.string().optional(),
  text: z.object({ text: z.string() }).optional(),
  action_ts: timestamp.optional(),
})
type Action = z.infer<typeof action>

const pressed = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: slackId }),
  trigger_id: trigger,
  channel: z.object({ id: slackId }).optional(),
  message: z.object({ ts: timestamp, thread_ts: timestamp.optional() }).optional(),
  actions: z.array(action).min(1).max(25),
})
type Pressed = z.infer<typeof pressed>

/** A form sent off, a shortcut taken: named by whoever made it. */
const deed = z.object({
  type: z.enum(['view_submission', 'shortcut', 'message_action']),
  user: z.object({ id: slackId }),
  trigger_id: trigger,
  callback_id: z.string().optional(),
  view: z.object({ callback_id: z.string(), state }).optional(),
})

const anything = z.looseObject({ type: z.string() })
const base = { attachments: [], redelivered: false, standby: false }

/**
 * Reads a form: a slash command, or the `payload` of a press (slackapi/bolt-js, src/types, 2026-08). `null`: it is neither.
 * `sentAt` stands in where Slack gives no time of its own, milliseconds since 1970.
 */
export function readForm(body: Uint8Array, sentAt: number): ChannelEvent[] | null {
  const form = new URLSearchParams(new TextDecoder().decode(body))
  const payload = form.get('payload')
  if (payload !== null) return readPayload(parseJson(payload), sentAt)
  const read = slash.safeParse(Object.fromEntries(form))
  if (!read.success) return null
  const { command, text, user_id, channel_id, trigger_id } = read.data
  return [
    {
      ...base,
      type: 'command',
      dedupeKey: `command:${trigger_id}`,
      at: sentAt,
      userId: user_id,
      chat: placeOf(channel_id, user_id),
      command: command.slice(1),
      text: text === '' ? undefined : text,
    },
  ]
}

function readPayload(payload: unknown, sentAt: number): ChannelEvent[] | null {
  const press = pressed.safeParse(payload)
  if (press.success) return press.data.actions.map((one, index) => readPress(press.data, one, index, sentAt))
  const done = deed.safeParse(payload)
  if (done.success) {
    const { user, trigger_id, view, callback_id } = done.data
    const event = { ...base, at: sentAt, userId: user.id, payload: view?.callback_id ?? callback_id }
    const form = view?.state === undefined ? {} : { form: readFilled(view.state) }
    return [{ ...event, ...form, type: 'interaction', dedupeKey: `interaction:${trigger_id}` }]
  }
  const known = anything.safeParse(payload)
  return known.success ? [ignored(known.data, sentAt)] : null
}

/** A button that opens a page is reported too, without a value: there is nothing to answer. */
function readPress(
  { user, trigger_id, channel, message }: Pressed,
  one: Action,
  index: number,
  sentAt: number,
): ChannelEvent {
  const chosen = chosenIn(one)
  const named = one.selected_option?.value ?? one.value
  // A day, a person or several at once are no payload of ours: the element's own name is.
  const payload = named ?? (chosen === undefined ? undefined : one.action_id)
  return {
    ...base,
    type: payload === undefined ? 'interaction' : 'postback',
    dedupeKey: `press:${trigger_id}:${index}`,
    at: one.action_ts === undefined ? sentAt : millisecondsOf(one.action_ts),
    userId: user.id,
    chat: channel === undefined ? undefined : placeOf(channel.id, user.id, message?.thread_ts),
    messageId: channel === undefined || message === undefined ? undefined : messageName(channel.id, message.ts),
    payload,
    text: one.text?.text ?? (named === undefined ? chosen : one.selected_option?.text?.text),
  }
}

/** Kept without what opens doors: the old verification token and the address that answers for us. */
function ignored(payload: Readonly<Record<string, unknown>>, at: number): ChannelEvent {
  const { token: _token, response_url: _address, ...raw } = payload
  return { ...base, type: 'ignored', dedupeKey: `other:${digest(JSON.stringify(payload))}`, at, raw }
}
