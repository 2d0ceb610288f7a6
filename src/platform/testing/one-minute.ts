import { onTestFinished, vi } from 'vitest'

/** Until the test ends no minute passes for what is counted by the minute: on a slow machine that many attempts take longer than one. */
export function withinOneMinute(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}
