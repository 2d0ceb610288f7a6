import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import type { OutboundMessage } from '../message.ts'
import { filesToAttach, withFiles } from './attach.ts'
import { compose } from './compose.ts'
import { emailConfig } from './config.ts'
import { settings } from './testing.ts'

const context = {
  now: new Date('2026-03-02T02:00:00Z'),
  deliveryId: '0195573e-0000-7000-8000-000000000001',
  hookUrl: 'https://give.example.org/hooks/key',
}
const paper = 'https://give.example.org/files/o/1/s/%E6%94%B6%E6%93%9A.pdf'
const message: OutboundMessage = {
  blocks: [
    { type: 'text', text: 'Your receipt.' },
    { type: 'document', url: paper, description: 'The receipt', fileName: '收據 (2026).pdf' },
    { type: 'document', url: 'https://elsewhere.example/a.pdf', description: 'Somebody else’s' },
    { type: 'image', url: 'https://give.example.org.evil.example/a.png', description: 'A trap' },
  ],
  quickReplies: [],
}
const to = { type: 'user', id: 'mei@donor.example' } as const

describe('a file that goes along with a mail', () => {
  it('is one of ours and no other’s, and stays linked in the words', () => {
    const [request] = compose(message, to, emailConfig.parse(settings), context)
    expect(request?.attach).toEqual([{ url: paper, fileName: '收據 (2026).pdf' }])
    expect(filesToAttach(message.blocks, { ...context, hookUrl: undefined })).toEqual([])
  })

  it('is read by mail programs under its own name, and the mail says the same as without it', async () => {
    const [request] = compose(message, to, emailConfig.parse(settings), context)
    const mail = request?.body ?? ''
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => index % 256)
    const plain = await PostalMime.parse(mail)
    const read = await PostalMime.parse(
      withFiles(mail, [{ fileName: '收據 (2026).pdf', mediaType: 'application/pdf', bytes }]),
    )
    expect(read.text?.trim()).toBe(plain.text?.trim())
    expect(read.html?.trim()).toBe(plain.html?.trim())
    expect(read).toMatchObject({ subject: plain.subject, messageId: plain.messageId })
    expect(read.headers.filter(({ key }) => key === 'content-type')).toHaveLength(1)
    expect(read.attachments).toMatchObject([
      { filename: '收據 (2026).pdf', mimeType: 'application/pdf', disposition: 'attachment' },
    ])
    const [file] = read.attachments
    expect(file?.content).toEqual(bytes.buffer)
  })

  it('may be a picture, a film, a recording or a paper; an address that cannot be read stays words', () => {
    const url = 'https://give.example.org/files/a%20b'
    const blocks = (['image', 'video', 'audio', 'document'] as const).map((type) => ({ type, url, description: 'a' }))
    expect(filesToAttach(blocks, context)).toEqual(Array(4).fill({ url, fileName: 'a b' }))
    expect(filesToAttach([{ type: 'image', url: 'no address', description: 'a' }], context)).toEqual([])
  })

  it('of no known type is bytes, and takes from the head only what describes the words', async () => {
    const mail = ['X-Content-Note: stays', 'Content-Type: text/plain', 'Subject: s', '', 'words', ''].join('\r\n')
    const read = await PostalMime.parse(
      withFiles(mail, [{ fileName: "it's (1).bin", mediaType: 'none', bytes: Uint8Array.of(1) }]),
    )
    expect(read.headers.map(({ key }) => key)).toEqual(['x-content-note', 'subject', 'content-type'])
    expect(read.attachments).toMatchObject([{ filename: "it's (1).bin", mimeType: 'application/octet-stream' }])
  })

  it('makes the same mail at every attempt, no line longer than a server takes', () => {
    const [request] = compose(message, to, emailConfig.parse(settings), context)
    const file = { fileName: 'a\r\nBcc: x@y.example', mediaType: 'text/x\r\nBcc: x', bytes: new Uint8Array(300_000) }
    const mail = withFiles(request?.body ?? '', [file])
    expect(withFiles(request?.body ?? '', [file])).toBe(mail)
    expect(Math.max(...mail.split('\r\n').map((line) => line.length))).toBeLessThan(998)
    expect(mail).not.toMatch(/^Bcc/m)
  })
})
