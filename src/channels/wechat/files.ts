import type { ComposeContext, RequestContext } from '../adapter.ts'
import type { Block } from '../message.ts'
import { type ProviderRequest, toldId } from '../request.ts'
import { call } from './access.ts'

/** The kinds of file WeChat takes. */
export type FileKind = 'image' | 'voice' | 'video'

const mebibyte = 1024 * 1024

/** What an upload may weigh, and under which endings it is taken: 新增临时素材 (uploadTempMedia), read 2026-11-22; a voice at most 60 seconds. */
const kinds: Readonly<Record<FileKind, { mostBytes: number; endings: readonly string[] }>> = {
  image: { mostBytes: 10 * mebibyte, endings: ['png', 'jpg', 'jpeg', 'gif'] },
  voice: { mostBytes: 2 * mebibyte, endings: ['mp3', 'amr'] },
  video: { mostBytes: 10 * mebibyte, endings: ['mp4'] },
}

const voiceMilliseconds = 60_000

/** As what a block can be uploaded; `null` when it has to be said with a link. */
export function fileKindOf(block: Extract<Block, { url: string }>): FileKind | null {
  if (block.type === 'image') return 'image'
  if (block.type === 'video') return 'video'
  const isShort = block.type === 'audio' && (block.durationMilliseconds ?? 0) <= voiceMilliseconds
  return isShort && kinds.voice.endings.includes(endingOf(block.url)) ? 'voice' : null
}

/** A name with an ending WeChat knows: it judges by that, and addresses of pictures often have none. */
export function fileNameOf(url: string, kind: FileKind): string {
  const [usual = ''] = kinds[kind].endings
  const ending = endingOf(url)
  return `file.${kinds[kind].endings.includes(ending) ? ending : usual}`
}

/** Whether a file lies with us: under the very origin the provider delivers to. No other address is ever read. */
export function isOurs(url: string, { hookUrl }: ComposeContext): boolean {
  return hookUrl !== undefined && URL.canParse(url) && new URL(url).origin === new URL(hookUrl).origin
}

/**
 * `POST /cgi-bin/media/upload`: the file goes up first and its `media_id`, good for three days, goes into `sent`. Where WeChat
 * does not take it, `instead` is said.
 */
export function uploadThen(
  file: { readonly kind: FileKind; readonly url: string; readonly fileName: string },
  { sent, instead }: { sent: ProviderRequest; instead: ProviderRequest },
  context: RequestContext,
): ProviderRequest {
  const { kind, url, fileName } = file
  return {
    ...call({ path: `/cgi-bin/media/upload?type=${kind}`, part: sent.part }, context),
    method: 'POST',
    upload: { url, field: 'media', fileName, mostBytes: kinds[kind].mostBytes },
    leadsTo: [sent],
    fallback: instead,
  }
}

/** What is said with an uploaded file, its id still to come. */
export function fileBody(kind: FileKind, description: string): object {
  const file = { media_id: toldId }
  return { msgtype: kind, [kind]: kind === 'video' ? { ...file, title: description, description: '' } : file }
}

function endingOf(url: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? ''
}
