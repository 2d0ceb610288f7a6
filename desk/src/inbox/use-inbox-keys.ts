import { useEffect, useRef } from 'react'
import { actFor, type InboxAct } from './keyboard.ts'

/** Listens for the inbox's keys while the inbox is on screen and no dialogue is open over it. */
export function useInboxKeys(onAct: (act: InboxAct) => void): void {
  const latest = useRef(onAct)
  latest.current = onAct
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (document.querySelector('[role="dialog"]')) return
      const act = actFor({
        key: event.key,
        isTyping: isTyping(event.target),
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isComposing: event.isComposing,
      })
      if (!act) return
      event.preventDefault()
      latest.current(act)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}
