import { z } from 'zod'
import type { ComposeContext } from '../adapter.ts'
import { fileNameIn } from '../file-name.ts'
import { graph } from '../meta/graph.ts'
import { type ProviderRequest, toldId } from '../request.ts'
import type { WhatsappConfig } from './config.ts'

const mebibyte = 1024 * 1024

/** What a file may weigh by its kind (Cloud API media, 2026); papers may have 100 MB there, but we read no more than 16 at once. */
const mostBytes = { image: 5 * mebibyte, video: 16 * mebibyte, audio: 16 * mebibyte, document: 16 * mebibyte } as const

const withFile = z.looseObject({ type: z.enum(['image', 'video', 'audio', 'document']) })
const linked = z.looseObject({ link: z.url() })

/**
 * `POST /{phone}/media`, then the message by the id Meta gives, which holds thirty days: what lies with us need not be open to
 * the internet. `null` for everything else. Where Meta does not take the file, the message is said with its address.
 */
export function uploaded(
  content: object,
  say: (content: object) => ProviderRequest,
  config: WhatsappConfig,
  context: ComposeContext,
): ProviderRequest | null {
  const read = withFile.safeParse(content)
  const file = read.success ? linked.safeParse(read.data[read.data.type]) : undefined
  if (!read.success || !file?.success || !isOurs(file.data.link, context)) return null
  const { type } = read.data
  const { link, ...words } = file.data
  const instead = say(content)
  const { phoneNumberId, accessToken } = config
  return {
    ...graph({ method: 'POST', path: `${phoneNumberId}/media`, accessToken, part: instead.part }, context),
    upload: {
      url: link,
      field: 'file',
      fileName: fileNameIn(link),
      mostBytes: mostBytes[type],
      fields: { messaging_product: 'whatsapp' },
    },
    leadsTo: [say({ type, [type]: { ...words, id: toldId } })],
    fallback: instead,
  }
}

/** Whether a file lies with us: under the very origin Meta delivers to. No other address is ever read. */
function isOurs(url: string, { hookUrl }: ComposeContext): boolean {
  return hookUrl !== undefined && new URL(url).origin === new URL(hookUrl).origin
}
