import { z } from 'zod'
import type { Inspection } from '../../kit/subject.ts'
import type { ProviderRequest } from '../../request.ts'

const button = z.object({ type: z.string(), title: z.string().max(20), payload: z.string().optional() })
const buttons = z.array(button).min(1).max(3)
const sent = z.object({
  message: z.object({
    text: z.string().optional(),
    attachment: z
      .object({
        payload: z.object({
          text: z.string().max(640).optional(),
          buttons: buttons.optional(),
          elements: z
            .array(
              z.object({
                title: z.string().max(80),
                subtitle: z.string().min(1).max(80).optional(),
                buttons: buttons.optional(),
              }),
            )
            .length(1)
            .optional(),
        }),
      })
      .optional(),
    quick_replies: z
      .array(z.object({ title: z.string().max(20), payload: z.string() }))
      .min(1)
      .max(13)
      .optional(),
  }),
})

/** For the tests of both networks: reads a request back, and fails where it is beyond what Meta documents. */
export function inspectPage(request: ProviderRequest): Inspection {
  const { text, attachment, quick_replies: suggestions = [] } = sent.parse(JSON.parse(request.body)).message
  const [element] = attachment?.payload.elements ?? []
  const pressed = attachment?.payload.buttons ?? element?.buttons ?? []
  const postbacks = pressed.flatMap(({ type, payload }) => (type === 'postback' && payload ? [payload] : []))
  return {
    words: [text, attachment?.payload.text, element?.title, element?.subtitle].filter((words) => words !== undefined),
    texts: text === undefined ? [] : [text],
    bubbles: 1,
    buttonLabels: pressed.map(({ title }) => title),
    buttonCounts: [pressed.length],
    payloads: [...postbacks, ...suggestions.map(({ payload }) => payload)],
    quickReplyLabels: [suggestions.map(({ title }) => title)],
  }
}
