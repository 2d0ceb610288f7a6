import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../../src/platform/languages.ts'
import { type Page, read, send } from './client.ts'
import { reread } from './queries.ts'

/** Where the actual of a goal comes from: typed by a member, or counted from cases and expenses. */
export const goalSources = ['opened', 'treated', 'recovered', 'spent', 'typed'] as const
export type GoalSource = (typeof goalSources)[number]

export type Words = Partial<Record<Language, string>>

/** Words in the language on screen, else in whichever there is. */
export function wordsIn(words: Words, language: Language): string {
  return words[language] ?? words.en ?? Object.values(words)[0] ?? ''
}

/** What a programme sets out to reach; target and actual in the unit, of `spent` in minor units of the currency. */
export interface Goal {
  id: string
  name: Words
  unit: Words
  source: GoalSource
  target: string
  actual: string
  dueOn: string | null
}

/** What a programme's needs usually cost, in minor units of its currency. */
export interface UsualCost {
  item: string
  amountMinor: string
}

interface Plan {
  goals: Goal[]
  costs: UsualCost[]
}

/** How a goal came to where it is; `month` is the first day of one that added to it. */
export interface GoalHistory {
  steps: { month: string; reached: string }[]
  counts: {
    from: string
    to: string
    value: string
    note: string | null
    typedBy: string | null
    typedAt: string
    isReplaced: boolean
  }[]
}

/** One change of the plan, as the audit has it. */
export interface PlanChange {
  action: string
  at: string
  by: string | null
  goal: Words | null
  costs: { item: string; before: string | null; after: string | null }[]
}

export function usePlan(programmeId: string) {
  return useQuery({
    queryKey: ['programmes', 'plan', programmeId],
    queryFn: () => read<Plan>(`/api/programmes/${programmeId}/plan`),
  })
}

export function useUsualCosts(programmeId: string) {
  const { data } = usePlan(programmeId)
  return { data: data?.costs }
}

export function useGoalHistory(goalId: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['programmes', 'goal', goalId],
    queryFn: () => read<GoalHistory>(`/api/goals/${goalId}/history`),
    enabled: isWanted,
  })
}

export function usePlanChanges(programmeId: string) {
  return useQuery({
    queryKey: ['programmes', 'changes', programmeId],
    queryFn: () => read<Page<PlanChange>>(`/api/programmes/${programmeId}/plan-changes`),
    select: ({ items }) => items,
  })
}

export async function setGoal(programmeId: string, goal: object): Promise<void> {
  await send('POST', `/api/programmes/${programmeId}/goals`, goal)
  await reread('programmes')
}

export async function removeGoal(id: string): Promise<void> {
  await send('POST', `/api/goals/${id}/remove`)
  await reread('programmes')
}

/** Notes what was counted by hand for a period; the same period again replaces it. */
export async function typeActual(goalId: string, actual: object): Promise<void> {
  await send('POST', `/api/goals/${goalId}/actuals`, actual)
  await reread('programmes')
}

export async function setCosts(programmeId: string, costs: readonly UsualCost[]): Promise<void> {
  await send('PUT', `/api/programmes/${programmeId}/costs`, { costs })
  await reread('programmes')
}
