import { z } from 'zod'

/** Text in UTF-16 units, as LINE counts. */
export function text(limit: number) {
  return z.string().min(1, 'May not be empty').max(limit, `Length must be between 1 and ${limit}`)
}

/** An address a person's phone opens or LINE fetches; `http` is taken only because everything here is on this machine. */
export function address(limit = 2000) {
  return text(limit).regex(/^(https?|line|tel|mailto):/, 'Invalid URI scheme')
}

/** What a press does (messaging-api.yml `Action` @ 6e4c2a2). Labels: 20 characters in quick replies, 40 in Flex buttons. */
export function action(labelLimit: number) {
  const label = text(labelLimit)
  return z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('postback'),
      label,
      data: text(300),
      displayText: text(300).optional(),
      inputOption: z.enum(['closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice']).optional(),
      fillInText: text(300).optional(),
    }),
    z.strictObject({ type: z.literal('message'), label, text: text(300) }),
    z.strictObject({ type: z.literal('uri'), label, uri: address(1000) }),
    z.strictObject({ type: z.literal('clipboard'), label, clipboardText: text(1000) }),
    z.strictObject({ type: z.enum(['camera', 'cameraRoll', 'location']), label }),
  ])
}
export type Action = z.infer<ReturnType<typeof action>>
