import { z } from 'zod'

/** Where a template stands with its provider. Only `approved` may be sent; `paused` may come back by itself. */
export const templateStanding = z.enum(['approved', 'pending', 'rejected', 'paused', 'disabled'])
export type TemplateStanding = z.infer<typeof templateStanding>

/** One template in one language, as the provider keeps it. Name and language together are its key. */
export interface TemplateState {
  readonly name: string
  /** The provider's own tag (`zh_TW`): what `Template.language` must say exactly. */
  readonly language: string
  readonly state: TemplateStanding
  /** The provider's own word in lower case (`utility`, `marketing`, `authentication`); empty when it has none. */
  readonly category: string
  /** The words with their gaps, as the provider writes them: `Dear {{1}}, …`. */
  readonly text: string
  /** The names of the gaps in the order of `text`, numbers included: the keys of `Template.values`. */
  readonly parameters: readonly string[]
  /** Whether it has a link whose ending is ours to fill: then `Template.url` must be given. */
  readonly takesUrl: boolean
  /** False: it has a gap that `Template` has no place for (a picture above, a code to copy). It cannot be sent from here. */
  readonly isFillable: boolean
  /** Why it was rejected or paused, in the provider's own words or code. */
  readonly reason?: string
}

/** What a webhook tells of one template. The words and gaps are not in it: read the list again for those. */
export const templateNews = z.object({
  name: z.string().min(1),
  language: z.string().min(1),
  state: templateStanding,
  reason: z.string().optional(),
})
export type TemplateNews = z.infer<typeof templateNews>
