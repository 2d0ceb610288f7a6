import { z } from 'zod'
import { event } from '../platform/jobs/event.ts'

/** The way of a case when help succeeds, in order. */
export const progressStages = ['registered', 'approved', 'treated', 'recovered'] as const
export type ProgressStage = (typeof progressStages)[number]

/** The ends of a case that stop every automatic message about it: from here on a person decides and writes. */
export const endStages = ['withdrawn', 'transferred', 'died'] as const

export const stages = [...progressStages, ...endStages] as const
export type Stage = (typeof stages)[number]

/** Age is kept as a band: enough to tell about, too coarse to find somebody by. */
export const ageBands = ['0-1', '2-5', '6-11', '12-17', '18-64', '65+'] as const

/** A class of condition, never a diagnosis. Words: `cases:conditions`. */
export const conditionClasses = ['cleft', 'heart', 'burn', 'limb'] as const

/** What a need pays for. Words: `cases:items`. */
export const needItems = [
  'surgery',
  'hospital_stay',
  'travel',
  'medicine',
  'rehabilitation',
  'nutrition',
  'equipment',
] as const
export type NeedItem = (typeof needItems)[number]

/** Where a case lives: a city or county of Taiwan, or a region of Italy; nothing nearer. Words: `cases:regions`. */
export const regions = [
  ...['taipei', 'new-taipei', 'taoyuan', 'taichung', 'tainan', 'kaohsiung', 'keelung', 'hsinchu', 'chiayi'],
  ...['hsinchu-county', 'miaoli', 'changhua', 'nantou', 'yunlin', 'chiayi-county', 'pingtung', 'yilan', 'hualien'],
  ...['taitung', 'penghu', 'kinmen', 'lienchiang', 'lombardy', 'piedmont', 'veneto', 'lazio', 'campania', 'sicily'],
] as const

/** The stage of a case changed. */
export const stageChanged = event(
  'case.stage-changed',
  z.object({ caseId: z.uuid(), from: z.enum(stages).nullable(), to: z.enum(stages) }),
)
/** A case was withdrawn, transferred, or the child died. Whoever still has something to say about it must not. */
export const caseEnded = event('case.ended', z.object({ caseId: z.uuid() }))
export const needAdded = event('need.added', z.object({ needId: z.uuid(), fundId: z.uuid() }))
export const needCancelled = event('need.cancelled', z.object({ needId: z.uuid() }))
export const updateApproved = event('update.approved', z.object({ updateId: z.uuid() }))

/** Whether a case at this stage is over and silent. */
export function hasEnded(stage: string): boolean {
  return endStages.some((end) => end === stage)
}

/** Whether `stage` is a step of the way help takes; only these can be told in an update. */
export function isProgress(stage: string): stage is ProgressStage {
  return progressStages.some((step) => step === stage)
}

/**
 * Whether a case may go from one stage to another: forward along the way, or to an end. An end is final, except that a
 * family that withdrew may come back to where help begins.
 */
export function mayChange(from: Stage, to: Stage): boolean {
  if (from === to || from === 'died' || from === 'transferred') return false
  if (from === 'withdrawn') return to === 'registered' || to === 'died'
  if (hasEnded(to)) return true
  return stages.indexOf(to) > stages.indexOf(from)
}
