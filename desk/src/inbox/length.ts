import type { LengthUnit } from '../../../src/channels/abilities.ts'
import { measure, splitText } from '../../../src/channels/text.ts'

/** How long a text is by its channel's own count, and into how many messages the channel cuts it. */
export function lengthOf(text: string, limit: number, unit: LengthUnit): { length: number; messages: number } {
  const trimmed = text.trim()
  return { length: measure(trimmed, unit), messages: splitText(trimmed, limit, unit).length }
}
