import type { KeptFile } from '../platform/files.ts'

/** Pictures are shown where they are asked for; everything else is handed over as a file, for a program of its own to open. */
export function answerDocument({ bytes, mediaType, fileName }: KeptFile): Response {
  const isPicture = mediaType.startsWith('image/')
  const name = encodeURIComponent(fileName ?? 'document').replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  )
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    },
  })
}
