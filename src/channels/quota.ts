/** What is left of a plan this month. `messagesLeft` null: the plan sets no limit. */
export interface Quota {
  readonly messagesLeft: number | null
}
