import type { FileUpload, ProviderRequest, ProviderResponse } from '../../channels/request.ts'

/** Our own file and the provider's answer, each. */
const timeoutMilliseconds = 30_000

/**
 * Reads a file of ours and hands it to the provider as a form. A file that is not to be had is answered as the provider would
 * refuse it: 422, for `interpret` to say the words another way. Never throws; nothing is said to anybody by an upload, so
 * one that breaks off may be made again.
 */
export async function uploadFile(
  fetchIt: typeof fetch,
  { url, headers }: ProviderRequest,
  upload: FileUpload,
): Promise<ProviderResponse> {
  try {
    const file = await readOwnFile(fetchIt, upload)
    if (file === undefined) return { kind: 'answered', status: 422, headers: {}, body: 'file not to be had' }
    const form = new FormData()
    for (const [name, value] of Object.entries(upload.fields ?? {})) form.set(name, value)
    form.set(upload.field, file, upload.fileName)
    const signal = AbortSignal.timeout(timeoutMilliseconds)
    const response = await fetchIt(url, { method: 'POST', headers, body: form, redirect: 'manual', signal })
    const body = await response.text()
    return { kind: 'answered', status: response.status, headers: Object.fromEntries(response.headers), body }
  } catch (error) {
    return { kind: 'unreached', reason: error instanceof Error ? error.name : 'unknown' }
  }
}

/** A file of ours with its type; `undefined` when it is not to be had or larger than it may be. Follows no redirect. */
export async function readOwnFile(
  fetchIt: typeof fetch,
  { url, mostBytes }: Pick<FileUpload, 'url' | 'mostBytes'>,
): Promise<Blob | undefined> {
  const response = await fetchIt(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMilliseconds) })
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (response.status !== 200 || announced > mostBytes) {
    await response.body?.cancel()
    return undefined
  }
  const bytes = await response.arrayBuffer()
  const type = response.headers.get('content-type') ?? 'application/octet-stream'
  return bytes.byteLength > mostBytes ? undefined : new Blob([bytes], { type })
}
