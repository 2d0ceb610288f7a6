import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'
import { ChildStory } from './child-story.tsx'
import { type SharedStoryView, withoutGift } from './gift-story.ts'
import { MoreChildrenLink } from './more-children.tsx'
import { Thread } from './thread.tsx'

/** `/s/:token`: the story as it may be forwarded, with no name, no amount and no key to the donor's page. */
export function SharedStoryPage({ frame, story }: { frame: Frame; story: SharedStoryView }) {
  const { t } = frame
  return (
    <Page
      frame={frame}
      title={t('shared.title', { campaign: story.campaignTitle })}
      description={t('shared.lede')}
      picture={story.cardPicture}
      action={
        <a class="button" href={story.campaignUrl}>
          {t('shared.see')}
        </a>
      }
    >
      <img
        class="hero"
        src={story.cardPicture.url}
        alt={story.cardPicture.alt}
        width={story.cardPicture.width}
        height={story.cardPicture.height}
      />
      <h1>{t('shared.title', { campaign: story.campaignTitle })}</h1>
      <p class="lede">{t('shared.lede')}</p>
      <h2 class="unseen">{t('story.thread')}</h2>
      <Thread label={t('story.thread')}>
        {story.children.map(withoutGift).map((child) => (
          <ChildStory key={child.pseudonym} frame={frame} child={child} />
        ))}
      </Thread>
      <MoreChildrenLink frame={frame} more={story.moreChildren} />
      <div class="inline-action">
        <a class="button" href={story.campaignUrl}>
          {t('shared.see')}
        </a>
      </div>
    </Page>
  )
}
