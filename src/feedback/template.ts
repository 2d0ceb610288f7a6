import { z } from 'zod'
import { channelKind } from '../conversations/account.ts'
import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import { fillTemplate, readTemplate, surelySaid } from './liquid.ts'

/** What a template is for: news of a child, news that puts earlier news right, or the report at the end of a programme. */
export const templateKinds = ['news', 'correction', 'closing'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** The names a template may say, by kind; each is plain words in the reader's language. */
export const templateNames = {
  /** `several`: not empty where a message tells of several children. */
  news: ['child', 'news', 'share', 'programme', 'stage', 'several'],
  /** `earlier`: what was told before, and `earlier_day` when. */
  correction: ['child', 'news', 'share', 'programme', 'stage', 'several', 'earlier', 'earlier_day'],
  /** `uses`: a line for each kind of expense. */
  closing: ['programme', 'share', 'raised', 'spent', 'left', 'children', 'uses'],
} as const satisfies Record<TemplateKind, readonly string[]>

/** What must not be left unsaid: the words the public log commits to, what they put right, what the money did. */
const mustSay = {
  news: ['news', 'share'],
  correction: ['news', 'earlier_day'],
  closing: ['share', 'uses'],
} as const satisfies Record<TemplateKind, readonly string[]>

/** The words of a card around what is told. `channel`: a kind of channel, or `all` for those without their own. */
export const template = z.object({
  kind: z.enum(templateKinds),
  channel: z.union([channelKind, z.literal('all')]),
  language: z.enum(languages),
  title: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(2000),
  /** On the button that opens the donor's page. */
  label: z.string().trim().min(1).max(40),
})
export type CardTemplate = z.infer<typeof template>

/**
 * Checks that a template can be read and says what must be said. Fails with `feedback.template-unreadable`,
 * `feedback.template-unknown-name`, `feedback.template-lacks`.
 */
export function checkTemplate({
  kind,
  title,
  text,
  label,
}: Pick<CardTemplate, 'kind' | 'title' | 'text' | 'label'>): void {
  const names = templateNames[kind]
  readTemplate(title, names, 'title')
  readTemplate(label, [], 'label')
  const said = surelySaid(readTemplate(text, names, 'text'))
  const missing = mustSay[kind].find((name) => !said.has(name))
  if (missing) throw new Failure('feedback.template-lacks', { name: missing }, { kind: 'invalid', field: 'text' })
}

/** The template of a reader: for their channel, else for all; undefined where the programme has none in their language. */
export function templateFor(
  templates: readonly CardTemplate[],
  { kind, channel, language }: { kind: TemplateKind; channel: string | undefined; language: string },
): CardTemplate | undefined {
  const fitting = templates.filter((one) => one.kind === kind && one.language === language)
  return fitting.find((one) => one.channel === channel) ?? fitting.find((one) => one.channel === 'all')
}

/** The words of a card, filled. */
export interface CardWords {
  title: string
  text: string
  label: string
}

/** Fills a template that was checked. */
export function fillCard(
  { kind, title, text, label }: Pick<CardTemplate, 'kind' | 'title' | 'text' | 'label'>,
  values: Readonly<Record<string, string>>,
): CardWords {
  const filled = (words: string) => fillTemplate(readTemplate(words, templateNames[kind]), values).trim()
  return { title: filled(title).replace(/\s+/g, ' '), text: filled(text), label }
}
