import { z } from 'zod'

const option = z.object({ value: z.string(), text: z.object({ text: z.string() }).optional().catch(undefined) })
const options = z.array(option).nullish()
const several = z.array(z.string()).nullish()
const one = z.string().nullish()

/** What somebody chose or wrote in one element, by its kind (docs.slack.dev, block-kit block elements; slackapi/bolt-js src/types/actions/block-action.ts, 2026-08). */
export const choice = z.object({
  value: z.string().optional(),
  selected_option: option.nullish(),
  selected_options: options,
  selected_date: one,
  selected_time: one,
  selected_date_time: z.int().nullish(),
  selected_user: one,
  selected_conversation: one,
  selected_channel: one,
  selected_users: several,
  selected_conversations: several,
  selected_channels: several,
})

/** A form as it was filled: element by element, block by block. */
export const state = z
  .object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) })
  .optional()
  .catch(undefined)

/** The choice in words Slack uses for it: a value, an id, a day. `undefined` where nothing was chosen. */
export function chosenIn(chosen: z.infer<typeof choice>): string | undefined {
  const single = [
    chosen.selected_option?.value,
    chosen.selected_date,
    chosen.selected_time,
    chosen.selected_date_time?.toString(),
    chosen.selected_user,
    chosen.selected_conversation,
    chosen.selected_channel,
    chosen.value,
  ].find((value) => value !== undefined && value !== null)
  const many =
    chosen.selected_options?.map(({ value }) => value) ??
    chosen.selected_users ??
    chosen.selected_conversations ??
    chosen.selected_channels
  return single ?? many?.join(', ') ?? undefined
}

/** What a form holds, by the `action_id` of each element; what was left empty is not there. */
export function readFilled({ values }: NonNullable<z.infer<typeof state>>): Record<string, string> {
  const filled = Object.values(values).flatMap((block) =>
    Object.entries(block).flatMap(([name, element]) => {
      const read = choice.safeParse(element)
      const chosen = read.success ? chosenIn(read.data) : undefined
      // Ticks all taken off come as an empty list.
      return chosen === undefined || chosen === '' ? [] : [[name, chosen] as const]
    }),
  )
  return Object.fromEntries(filled)
}
