import { permit } from '../../organisations/permission.ts'
import { Failure } from '../../platform/errors.ts'
import type { Rendition, Stretch } from '../../platform/file-store.ts'
import type { Scope } from '../../platform/scope.ts'
import { readMedia } from './store.ts'

/** A file of a message, ready to be read. */
export interface OpenMedia {
  /** Other bytes have another one. */
  readonly tag: string
  readonly mediaType: string
  readonly fileName: string
  readonly byteLength: number
  read(stretch: Stretch): Promise<Buffer>
}

/** Opens a file of a message for somebody who may read conversations. Fails with `conversations.media-missing`. */
export async function openMedia(
  scope: Scope,
  asked: { messageId: string; place: number; rendition: Rendition },
): Promise<OpenMedia> {
  permit(scope, 'conversations.read')
  const { messageId, place, rendition } = asked
  const kept = await scope.transaction((transaction) => readMedia(transaction, [messageId]))
  const row = kept.find((one) => one.place === place && one.state === 'fetched')
  if (row === undefined || (rendition === 'small' && !row.hasThumbnail)) throw missing()
  const { files } = scope.context
  const file = { organisationId: scope.organisationId, fileId: row.fileId }
  return {
    tag: `${row.fileId}-${rendition}`,
    mediaType: rendition === 'small' ? 'image/webp' : (row.mediaType ?? ''),
    fileName: row.fileName ?? 'file',
    byteLength: await files.sizeOf(file, rendition),
    read: (stretch) => files.read(file, rendition, stretch),
  }
}

function missing(): Failure {
  return new Failure('conversations.media-missing', {}, { kind: 'missing' })
}
