import { v7 } from 'uuid'

let made = 0

/** A new id whose order among those made in this process at the same millisecond is the order of making: a thread sorts by it. */
export function orderedId(at: Date): string {
  made = (made + 1) >>> 0
  return v7({ msecs: Math.max(0, at.getTime()), seq: made })
}
