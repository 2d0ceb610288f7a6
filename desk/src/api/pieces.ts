import { send } from './client.ts'
import type { Block } from './conversations.ts'

/** Something beside the words of a message. Files are kept by the server before the message is sent. */
export type Piece =
  | { type: 'file'; fileId: string; description: string; fileName: string }
  | { type: 'location'; title: string; address?: string | undefined; latitude: number; longitude: number }
  | { type: 'sticker'; kind: 'line'; pack: string; id: string; words: string }
  | {
      type: 'card'
      title: string
      body?: string | undefined
      picture?: { fileId: string; description: string } | undefined
      buttons: readonly PieceButton[]
    }

/** What a card's button does. `answer`: its words come back. */
export type PieceButton =
  | { type: 'link'; label: string; url: string }
  | { type: 'call'; label: string; phone: string }
  | { type: 'answer'; label: string }

/** A file the server keeps to be sent. */
export interface SentFile {
  id: string
  mediaType: string
  fileName: string | null
  url: string
}

/** Hands a picture or file in. */
export function uploadFile(file: File): Promise<SentFile> {
  const form = new FormData()
  form.append('file', file)
  return send('POST', '/api/sent-files', form)
}

/** What one channel makes of a message. */
export interface Preview {
  kind: string
  bubbles: Block[]
  quickReplies: string[]
  requestCount: number
  changes: { code: string; count: number }[]
  /** `template`: only an approved template goes out now. */
  refusal: string | null
  windowHours: number | null
}

/** What would arrive on every connected channel, of what a member writes or of a whole `message`. */
export async function previewMessage(message: object): Promise<Preview[]> {
  const { items } = await send<{ items: Preview[] }>('POST', '/api/conversations/preview', message)
  return items
}
