import { notifications } from '@mantine/notifications'
import { problemOf } from '../api/problem.ts'

/** Confirms in a corner what was done. */
export function say(message: string): void {
  notifications.show({ message, color: 'good' })
}

/** Does something a button asked for; when it fails, says what happened and what to do. Answers whether it worked. */
export async function attempt(work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work()
    if (done) say(done)
    return true
  } catch (error) {
    const { title, remedy } = await problemOf(error)
    notifications.show({ title, message: remedy, color: 'danger', autoClose: 12_000 })
    return false
  }
}
