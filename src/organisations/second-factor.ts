/** Days the founder of an organisation may work with a password alone; what needs a recent proof asks for two steps at once. */
export const founderGraceDays = 7

/** What decides whether a member must sign in in two steps. */
export interface Duty {
  permissions: ReadonlySet<string>
  isDemo: boolean
  joinedAt: Date
  foundedAt: Date
}

/**
 * Whether two steps are asked of a member who has not set them up: `now` or `soon` of all who may change where money goes or who
 * may do what (owners, finance); `soon` for the founder, who joined in the moment of founding, for a week. A demo spares everybody.
 */
export function demandedOf(duty: Duty, now: Date): 'spared' | 'soon' | 'now' {
  const { permissions, isDemo, joinedAt, foundedAt } = duty
  const isTrusted = permissions.has('payments.change') || permissions.has('members.change')
  if (isDemo || !isTrusted) return 'spared'
  const isFounder = joinedAt.getTime() === foundedAt.getTime()
  const isEarly = now.getTime() - foundedAt.getTime() < founderGraceDays * 86_400_000
  return isFounder && isEarly ? 'soon' : 'now'
}
