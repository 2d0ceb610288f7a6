import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'
import type { ForgetDoor, GiftStoryView, GiverPreferences } from './gift-story.ts'
import { Forget, GiverBooksSection, Preferences } from './giver.tsx'

/** Everything one person gave, and what we may write to them about. */
export type MyGiftsView = Pick<GiftStoryView, 'books' | 'chat'> & {
  readonly preferences: GiverPreferences
  readonly forget: ForgetDoor
}

/** `/my/:token`: all gifts and receipts of the person who asked for this link in the chat. */
export function MyGiftsPage({ frame, mine }: { frame: Frame; mine: MyGiftsView }) {
  const { t } = frame
  return (
    <Page
      frame={frame}
      title={t('giver.mine')}
      isPrivate
      action={
        mine.chat && (
          <a class="button" href={mine.chat.url}>
            {t('story.chat', { channel: mine.chat.channel })}
          </a>
        )
      }
    >
      <h1>{t('giver.mine')}</h1>
      <GiverBooksSection frame={frame} books={mine.books} chat={mine.chat} />
      <Preferences frame={frame} preferences={mine.preferences} />
      <Forget frame={frame} forget={mine.forget} />
    </Page>
  )
}
