import type { ChannelEvent } from '../event.ts'

/** What a reader makes of a push; `about` tells it from others of the same person in the same second. */
export type Particulars = Pick<ChannelEvent, 'type'> & Partial<ChannelEvent> & { readonly about?: string }
