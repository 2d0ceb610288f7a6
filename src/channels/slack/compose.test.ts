import { createServer } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openChannel } from '../kinds.ts'
import { localTransport } from '../kit/transport.ts'
import { type OutboundMessage, textMessage } from '../message.ts'

const botToken = 'xoxb-000000000000-demo'
const channel = openChannel('slack', { botToken, signingSecret: '8f742231b10e8888abcd99aaaaaa85a5' })
const context = { now: new Date(1767225601000), deliveryId: '0191e180-7d60-7000-aded-7d8b151cbd5b' }
const to = { type: 'user', id: 'U02MEILIN01' } as const
const compose = (message: OutboundMessage) =>
  channel.compose(message, to, context).map(({ body }): Record<string, unknown> => JSON.parse(body))
const said = (...blocks: OutboundMessage['blocks']) => compose({ blocks, quickReplies: [] })

const card: OutboundMessage['blocks'][number] = {
  type: 'card',
  picture: { url: 'https://example.org/smile.jpg', description: 'A drawing of a kite' },
  title: '小星的手術 <1>',
  body: '手術順利 & <!channel> *完成*。',
  progress: { percent: 64, label: '已募得 64%' },
  fields: [{ label: '您的捐款', value: 'NT$500' }],
  buttons: [
    { type: 'link', label: '查看進度', url: 'https://example.org/g/1' },
    { type: 'postback', label: '我來', payload: 'take/7' },
    { type: 'call', label: '來電', phone: '+886223456789' },
  ],
}

describe('saying it on Slack', () => {
  it('says a card in several messages where its blocks are too much for one, the suggestions with the last', () => {
    const words = (length: number) => '&'.repeat(length)
    const long: OutboundMessage['blocks'][number] = {
      type: 'card',
      title: words(150),
      body: words(600),
      fields: Array.from({ length: 10 }, () => ({ label: words(150), value: words(150) })),
      buttons: Array.from({ length: 10 }, (_, at) => ({
        type: 'link',
        label: words(40),
        url: `https://example.org/${'u'.repeat(900)}${at}`,
      })),
    }
    const bubbles = compose({ blocks: [long], quickReplies: [{ label: 'More', payload: 'more' }] })
    expect(bubbles.length).toBeGreaterThan(1)
    for (const { blocks } of bubbles) expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(13_000)
    expect(bubbles.map(({ blocks }) => JSON.stringify(blocks).includes('suggestions'))).toEqual([
      ...bubbles.slice(1).map(() => false),
      true,
    ])
    const facts = JSON.stringify(bubbles).match(/"type":"mrkdwn","text":"\*/g)
    expect(facts).toHaveLength(10)
  })

  it('draws a card as blocks in which nobody’s words can call a channel', () => {
    expect(said(card)).toEqual([
      {
        channel: 'U02MEILIN01',
        unfurl_links: false,
        text: '小星的手術 &lt;1&gt;\n手術順利 &amp; &lt;!channel&gt; *完成*。\n已募得 64%\n您的捐款: NT$500\n來電: +886223456789',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: '小星的手術 <1>', emoji: false } },
          { type: 'image', image_url: 'https://example.org/smile.jpg', alt_text: 'A drawing of a kite' },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: '手術順利 &amp; &lt;!channel&gt; *完成*。', verbatim: true },
          },
          { type: 'section', text: { type: 'mrkdwn', text: '■■■■■■□□□□\n已募得 64%', verbatim: true } },
          {
            type: 'section',
            fields: [
              { type: 'mrkdwn', text: '*您的捐款*\nNT$500', verbatim: true },
              { type: 'mrkdwn', text: '*來電*\n+886223456789', verbatim: true },
            ],
          },
          {
            type: 'actions',
            block_id: 'buttons',
            elements: [
              {
                type: 'button',
                action_id: '0',
                text: { type: 'plain_text', text: '查看進度', emoji: false },
                url: 'https://example.org/g/1',
              },
              {
                type: 'button',
                action_id: '1',
                text: { type: 'plain_text', text: '我來', emoji: false },
                value: 'take/7',
              },
            ],
          },
        ],
      },
    ])
  })

  it('sends words alone as they are, and cuts them for sections only when escaping makes them too long', () => {
    expect(said({ type: 'text', text: 'a < b *c*' })).toMatchObject([{ text: 'a &lt; b *c*', mrkdwn: false }])
    const shape = z.object({
      blocks: z.array(z.object({ type: z.string(), text: z.object({ text: z.string() }).optional() })),
    })
    const messages = compose(textMessage('&'.repeat(3000), [{ label: 'Yes', payload: 'yes' }]))
    const blocks = messages.flatMap((message) => shape.parse(message).blocks)
    const sections = blocks.flatMap(({ text }) => text?.text ?? [])
    expect(sections.every((words) => words.length <= 3000)).toBe(true)
    expect(sections.join('')).toBe('&amp;'.repeat(3000))
    expect(blocks.at(-1)?.type).toBe('actions')
  })

  it('keeps a label within Slack’s 75 units without tearing a family', () => {
    const family = '👨‍👩‍👧‍👦'
    const [message] = compose(textMessage('hi', [{ label: family.repeat(30), payload: 'p' }]))
    const label = /"text":"([^"]*)","emoji"/.exec(JSON.stringify(message))?.[1] ?? ''
    expect(label.length).toBeLessThanOrEqual(75)
    expect(label.replaceAll(family, '')).toBe('…')
  })

  it('answers a thread in the thread, a channel in the channel, a comment not at all', () => {
    const address = (id: string) => {
      const [request] = channel.compose(textMessage('hi'), { type: 'group', id }, context)
      return z.looseObject({ channel: z.string() }).parse(JSON.parse(request?.body ?? ''))
    }
    expect(address('C0VOLUNTEER/1767225600.000300')).toMatchObject({
      channel: 'C0VOLUNTEER',
      thread_ts: '1767225600.000300',
    })
    expect(address('C0VOLUNTEER')).not.toHaveProperty('thread_ts')
    expect(() => channel.compose(textMessage('hi'), { type: 'comment', id: '1' }, context)).toThrow(
      expect.objectContaining({ code: 'channels.address-unfit' }),
    )
  })

  it('sends a demo’s messages to the emulator, the token in a header', async () => {
    const heard: unknown[] = []
    const server = createServer((request, response) => {
      heard.push([request.method, request.url, request.headers.authorization])
      response.end('{"ok":true,"channel":"D0MEILINDM1","ts":"1767225602.000100"}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = z.object({ port: z.number() }).parse(server.address())
    const sandboxOrigin = `http://127.0.0.1:${port}/sandbox/slack`
    for (const request of channel.compose(textMessage('hi'), to, { ...context, sandboxOrigin })) {
      expect(channel.interpret(await localTransport(request), request)).toEqual({
        kind: 'accepted',
        providerIds: ['D0MEILINDM1:1767225602.000100'],
      })
    }
    server.close()
    expect(heard).toEqual([['POST', '/sandbox/slack/api/chat.postMessage', `Bearer ${botToken}`]])
  })
})
