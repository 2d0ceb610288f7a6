/**
 * Ids and numbers of ours as an array that PostgreSQL reads (`::uuid[]`): they need no quotes. The driver would look in each of them
 * for what has to be escaped, and put the array together piece by piece. Never for words that somebody else chose.
 */
export function idList(ids: readonly (string | number)[]): string {
  return `{${ids.join(',')}}`
}
