import type { MessageInTemplate } from '../api/broadcasts.ts'
import type { MessageTemplate, Templates } from '../api/templates.ts'

/** Templates of a kind of channel that can be sent now; the same words of two accounts once. */
export function offeredOf(data: Templates | undefined, kind: string): MessageTemplate[] {
  const accounts = new Set(data?.accounts.filter((one) => one.kind === kind).map(({ id }) => id))
  const able = (data?.items ?? []).filter(
    (one) => accounts.has(one.channelAccountId) && one.state === 'approved' && one.isFillable,
  )
  return able.filter(
    ({ name, language }, place) => able.findIndex((one) => one.name === name && one.language === language) === place,
  )
}

/** A template just picked, its gaps still empty. */
export function chosenFor(kind: string, { name, language, parameters, takesUrl }: MessageTemplate): MessageInTemplate {
  return {
    ...{ kind, name, language },
    values: Object.fromEntries(parameters.map((gap) => [gap, ''])),
    ...(takesUrl ? { url: '' } : {}),
  }
}

/** The choices with that of one kind changed, or taken away. */
export function withChoice(
  chosen: readonly MessageInTemplate[],
  kind: string,
  changed: MessageInTemplate | undefined,
): MessageInTemplate[] {
  const others = chosen.filter((one) => one.kind !== kind)
  return changed === undefined ? others : [...others, changed]
}

/** Whether a gap of one of them is still empty. */
export function hasEmptyGap(chosen: readonly MessageInTemplate[]): boolean {
  return chosen.some(({ values, url }) =>
    [...Object.values(values), url ?? 'none'].some((value) => value.trim() === ''),
  )
}
