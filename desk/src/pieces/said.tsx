import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { problemOf } from '../api/problem.ts'

/** Confirms in a corner what was done; with `undo`, offers for ten seconds to take it back. */
export function say(message: string, undo?: () => Promise<unknown>): void {
  if (!undo) {
    notifications.show({ message, color: 'good', ...closing() })
    return
  }
  const id = notifications.show({
    color: 'good',
    ...closing(),
    autoClose: 10_000,
    message: (
      <span className="bar spread">
        {message}
        <Button size="compact-xs" variant="subtle" onClick={() => void takeBack()}>
          {i18next.t('acts.undo')}
        </Button>
      </span>
    ),
  })
  const takeBack = async () => {
    notifications.hide(id)
    await attempt(undo, i18next.t('acts.undone'))
  }
}

/** Does something a button asked for; when it fails, says what happened and what to do. Answers whether it worked. */
export async function attempt(
  work: () => Promise<unknown>,
  done?: string,
  undo?: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work()
    if (done) say(done, undo)
    return true
  } catch (error) {
    const { title, remedy } = await problemOf(error)
    notifications.show({ title, message: remedy, color: 'danger', autoClose: 12_000, ...closing() })
    return false
  }
}

/** The cross has a name for who hears the page. */
function closing() {
  return { closeButtonProps: { 'aria-label': i18next.t('acts.close') } }
}
