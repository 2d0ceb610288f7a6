import type { ComposeContext } from '../adapter.ts'
import { fileNameIn } from '../file-name.ts'
import { digest } from '../keys.ts'
import type { Block } from '../message.ts'
import type { AttachedFile } from '../request.ts'

/** All files of a mail together: with them in base64 it stays below the 10 MB that every server takes. */
export const attachedBytes = 7 * 1024 * 1024

/** A file as it was read, ready to be put into a mail. */
export interface ReadFile {
  readonly fileName: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** Files among the blocks that lie with us, under the very origin mails are handed in at. No other address is ever read. */
export function filesToAttach(blocks: readonly Block[], { hookUrl }: ComposeContext): AttachedFile[] {
  if (hookUrl === undefined) return []
  const { origin } = new URL(hookUrl)
  return blocks.flatMap((block) => {
    const isFile =
      block.type === 'image' || block.type === 'video' || block.type === 'audio' || block.type === 'document'
    if (!isFile || !URL.canParse(block.url) || new URL(block.url).origin !== origin) return []
    const fileName = 'fileName' in block ? block.fileName : undefined
    return [{ url: block.url, fileName: fileName ?? fileNameIn(block.url) }]
  })
}

/**
 * Puts files behind a mail that is whole without them (RFC 2046 §5.1.3): the mail's own parts become the first part. The
 * boundary follows from the mail, so that it is the same at every attempt.
 */
export function withFiles(mail: string, files: readonly ReadFile[]): string {
  const [, head = '', body = ''] = /^([\s\S]*?)\r\n\r\n([\s\S]*)$/.exec(mail) ?? []
  const headers = head.split(/\r\n(?![ \t])/)
  const ofContent = headers.filter((line) => /^content-/i.test(line))
  const boundary = `files-${digest(mail).slice(0, 32)}`
  const parts = [[...ofContent, '', body.replace(/\r\n$/, '')].join('\r\n'), ...files.map(part)]
  return [
    ...headers.filter((line) => !ofContent.includes(line)),
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.map((one) => `--${boundary}\r\n${one}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

/** The name in ASCII for old mail programs, and as it is for the others (RFC 2231). */
function part({ fileName, mediaType, bytes }: ReadFile): string {
  const plain = fileName.replace(/[^\w. -]/g, '_')
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return [
    `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(mediaType) ? mediaType : 'application/octet-stream'}`,
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment;',
    ` filename="${plain}";`,
    ` filename*=UTF-8''${whole}`,
    '',
    Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
  ].join('\r\n')
}
