import type { Frame } from '../frame.ts'
import type { MoreChildren } from './gift-story.ts'
import { casesOnPage, type StoryRows } from './story-rows.ts'

/** Where a story goes on that is too long for one page; null on its last. `skip` is how many children stand before this page. */
export function moreChildren({ casesLeft }: StoryRows, base: string, skip: number): MoreChildren | null {
  return casesLeft === 0 ? null : { url: `${base}?children=${skip + casesOnPage}`, count: casesLeft }
}

/** How many children stand before the page of `?children=`; none for whatever is no number of ours. */
export function skippedChildren(asked: string | undefined): number {
  const skip = Number(asked ?? 0)
  return Number.isSafeInteger(skip) && skip > 0 ? skip : 0
}

/** The way to the next page of a story. */
export function MoreChildrenLink({ frame, more }: { frame: Frame; more: MoreChildren | null }) {
  if (more === null) return null
  return (
    <p class="buttons">
      <a class="button quiet" href={more.url} rel="next">
        {frame.t('story.moreChildren', { count: more.count })}
      </a>
    </p>
  )
}
