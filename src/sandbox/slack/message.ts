import { z } from 'zod'

const plain = (longest: number) =>
  z
    .object({ type: z.literal('plain_text'), text: z.string().min(1).max(longest), emoji: z.boolean().optional() })
    .strict()
const markup = (longest: number) =>
  z
    .object({ type: z.literal('mrkdwn'), text: z.string().min(1).max(longest), verbatim: z.boolean().optional() })
    .strict()

const button = z
  .object({
    type: z.literal('button'),
    action_id: z.string().min(1).max(255),
    text: plain(75),
    value: z.string().max(2000).optional(),
    url: z.url().max(3000).optional(),
  })
  .strict()

const blockId = z.string().max(255).optional()

const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: plain(150) }).strict(),
  z.object({ type: z.literal('image'), image_url: z.url().max(3000), alt_text: z.string().min(1).max(2000) }).strict(),
  z
    .object({
      type: z.literal('section'),
      text: markup(3000).optional(),
      fields: z.array(markup(2000)).min(1).max(10).optional(),
    })
    .strict()
    .refine(({ text, fields }) => text !== undefined || fields !== undefined),
  z.object({ type: z.literal('actions'), block_id: blockId, elements: z.array(button).min(1).max(25) }).strict(),
])

/** What `chat.postMessage` takes, as far as we send it (slackapi/node-slack-sdk packages/types, block-kit, 2026-08). */
export const slackMessage = z
  .object({
    channel: z.string().min(1),
    thread_ts: z.string().optional(),
    text: z.string().min(1),
    blocks: z.array(block).min(1).max(50).optional(),
    mrkdwn: z.boolean().optional(),
    unfurl_links: z.boolean().optional(),
  })
  .strict()
export type SlackMessage = z.infer<typeof slackMessage>

/** Longer texts are cut off by Slack; more words in blocks are refused (slackapi/bolt-js#2509). */
export const longestText = 40_000
export const mostInBlocks = 13_200
