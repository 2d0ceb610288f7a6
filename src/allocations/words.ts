import type { Translate } from '../platform/i18n/translator.ts'
import type { AllocationPart } from './allocation.ts'

/** Why a part of a gift went to this child, or came back: the rule that moved it, in the reader's language. */
export function allocationWords(t: Translate, { reason }: Pick<AllocationPart, 'reason'>): string {
  return t(`cases:allocation.${reason}`)
}
