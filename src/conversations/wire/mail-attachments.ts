import { attachedBytes, type ReadFile, withFiles } from '../../channels/email/attach.ts'
import type { ProviderRequest } from '../../channels/request.ts'
import { readOwnFile } from './upload-transport.ts'

/**
 * The mail with the files it names, as far as they are to be had and fit in together; the others stay the links they are in its
 * words. Never throws.
 */
export async function attachFiles(fetchIt: typeof fetch, request: ProviderRequest): Promise<ProviderRequest> {
  const files: ReadFile[] = []
  let left = attachedBytes
  for (const { url, fileName } of request.attach ?? []) {
    const file = await readOwnFile(fetchIt, { url, mostBytes: left }).catch(() => undefined)
    if (file === undefined) continue
    left -= file.size
    files.push({ fileName, mediaType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  return files.length === 0 ? request : { ...request, body: withFiles(request.body, files) }
}
