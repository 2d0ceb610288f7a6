import { type KeyboardEvent, useId, useState } from 'react'
import { useSavedReplies } from '../api/saved-replies.ts'
import { insertAt, type Offer, offersOf, slashAt } from './slash.ts'

interface Field {
  text: string
  /** Writes the whole text and puts the caret there. */
  replace: (text: string, caret: number) => void
  wanted: readonly string[]
  isOff: boolean
}

/** The list that `/` opens while an answer is typed: which replies it offers, which is chosen, what the keys do. */
export function useSavedRepliesMenu({ text, replace, wanted, isOff }: Field) {
  const listId = useId()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closedAt, setClosedAt] = useState<number>()
  const asked = isOff ? undefined : slashAt(text, caret)
  const isOpen = asked !== undefined && asked.start !== closedAt
  const { data: replies } = useSavedReplies(isOpen)
  const offers = isOpen ? offersOf(replies ?? [], asked.query, wanted) : []
  const place = Math.min(chosen, Math.max(0, offers.length - 1))
  const follow = (position: number) => {
    setCaret(position)
    setChosen(0)
    if (slashAt(text, position) === undefined) setClosedAt(undefined)
  }
  const take = ({ text: words }: Offer) => {
    if (!asked) return
    const done = insertAt(text, asked.start, caret, words)
    setCaret(done.caret)
    replace(done.text, done.caret)
  }
  /** Answers whether the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return false
    const offer = offers[place]
    if (event.key === 'Escape') setClosedAt(asked.start)
    else if (offer && event.key === 'ArrowDown') setChosen((place + 1) % offers.length)
    else if (offer && event.key === 'ArrowUp') setChosen((place + offers.length - 1) % offers.length)
    else if (offer && (event.key === 'Enter' || event.key === 'Tab')) take(offer)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { isOpen, isRead: replies !== undefined, offers, place, listId, follow, take, onKey }
}
