import { Failure } from '../platform/errors.ts'
import { languages } from '../platform/languages.ts'
import type { Transaction } from '../platform/scope.ts'

/** The word groups of `locales/<language>/cases.json` in which a cell may be written, besides its code. */
export type WordGroup = 'ages' | 'regions' | 'conditions' | 'items'

/** The code a cell of a spreadsheet means: itself, or its word in any of the five languages. Fails with `cases.word-unknown`. */
export function readWord<Code extends string>(
  { context }: Transaction,
  { group, field, codes }: { group: WordGroup; field: string; codes: readonly Code[] },
  typed: string,
): Code {
  const wanted = fold(typed)
  const spellings = (code: Code) => [
    code,
    ...languages.map((language) => context.translator.in(language)(`cases:${group}.${code}`)),
  ]
  const found = codes.find((code) => spellings(code).some((spelling) => fold(spelling) === wanted))
  if (found === undefined) throw new Failure('cases.word-unknown', { known: codes.join(', ') }, { field })
  return found
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '').replaceAll('臺', '台')
}
