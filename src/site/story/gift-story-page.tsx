import { isoDay } from '../../campaigns/day.ts'
import { ChatDoors } from '../chat/chat-doors.tsx'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { ChildStory } from './child-story.tsx'
import type { Finality, GiftStoryView } from './gift-story.ts'
import { Forget, GiverBooksSection, Preferences } from './giver.tsx'
import { MoreChildrenLink } from './more-children.tsx'
import { SealSection, Verdict } from './seal.tsx'
import { Shown } from './shown.tsx'
import { Knot, Thread } from './thread.tsx'

interface StoryProps {
  frame: Frame
  story: GiftStoryView
}

/** `/g/:token`: the thread from a gift to its result, the seal, and the donor's own counter. */
export function GiftStoryPage({ frame, story }: StoryProps) {
  const { t } = frame
  const say = spoken(frame)
  const { gift, chat } = story
  const title = t('story.title', { amount: say.money(gift.amount) })
  return (
    <Page
      frame={frame}
      title={title}
      isPrivate
      action={
        chat &&
        story.doors.length === 0 && (
          <a class="button" href={chat.url}>
            {t('story.chat', { channel: chat.channel })}
          </a>
        )
      }
    >
      <p class="back">
        {t('story.dearBefore')}
        <Shown entries={[gift.entry]} field="person">
          {story.donorName}
        </Shown>
        {t('story.dearAfter')}
      </p>
      <h1>{story.children.length > 0 ? t('story.heading') : t('story.headingWaiting')}</h1>
      <p class="lede">{t('story.lede', { campaign: gift.campaignTitle })}</p>
      {story.check && <Verdict frame={frame} />}
      <h2 class="unseen">{t('story.thread')}</h2>
      <Thread label={t('story.thread')}>
        <Knot
          state="done"
          title={t('story.received')}
          when={
            <Shown entries={[gift.entry]} field="day" value={isoDay(gift.receivedOn, frame.timeZone)}>
              {say.day(gift.receivedOn)}
            </Shown>
          }
        >
          <p class="big-figure">
            <Shown entries={[gift.entry]} field="amountMinor" value={gift.amount.minor.toString()}>
              {say.money(gift.amount)}
            </Shown>
          </p>
          <p>
            <a href={gift.campaignUrl}>{gift.campaignTitle}</a>
          </p>
          {gift.receiptNumber && <p class="fine">{t('story.receiptNumber', { number: gift.receiptNumber })}</p>}
        </Knot>
        <Knot state="done" title={t('story.divided')}>
          <Split frame={frame} story={story} />
          {gift.finality && <Final frame={frame} finality={gift.finality} />}
        </Knot>
        {story.children.length === 0 && (
          <Knot state="coming" title={t('story.notYet')} when={t('story.notYetWhen')}>
            <p>{t('story.notYetText')}</p>
          </Knot>
        )}
        {story.children.map((child) => (
          <ChildStory key={child.pseudonym} frame={frame} child={child} />
        ))}
      </Thread>
      <MoreChildrenLink frame={frame} more={story.moreChildren} />
      {story.doors.length > 0 && <ChatDoors frame={frame} doors={story.doors} />}
      {story.check && (
        <SealSection frame={frame} claim={story.check} from={story.checkedFrom} proofUrl={proofUrl(frame, story)} />
      )}
      {story.children.some(({ ended }) => !ended) && <ShareStory frame={frame} story={story} />}
      {story.tamperUrl && (
        <p class="fine">
          <a href={story.tamperUrl}>{t('story.tamper')}</a>
        </p>
      )}
      <GiverBooksSection frame={frame} books={story.books} chat={chat} />
      {story.preferences && <Preferences frame={frame} preferences={story.preferences} />}
      {story.forget && <Forget frame={frame} forget={story.forget} />}
    </Page>
  )
}

function Final({ frame, finality }: { frame: Frame; finality: Finality }) {
  const day = finality.state === 'final' ? {} : { day: spoken(frame).day(finality.on) }
  return <p class="fine">{frame.t(`story.${finality.state}`, day)}</p>
}

/** The file that proves the gift's own entry without this page, this server or anybody's word. */
function proofUrl({ organisation }: Frame, { check, gift }: GiftStoryView): string | undefined {
  const index = gift.entry === null ? undefined : check?.entries[gift.entry]?.index
  return organisation === null || index === undefined ? undefined : `/log/${organisation.slug}/proof/${index}`
}

// Nobody is invited to pass on the story of a help that has ended.
function ShareStory({ frame, story }: StoryProps) {
  const { t } = frame
  return (
    <section class="share" aria-labelledby="share">
      <h2 id="share">{t('story.share')}</h2>
      <p>{t('story.shareText')}</p>
      <p class="buttons">
        <a class="button quiet" href={story.shareUrl}>
          {t('story.shareOpen')}
        </a>
      </p>
      {story.listing && (
        <form method="post" action={story.listing.action}>
          <input type="hidden" name="seal" value={story.listing.formToken} />
          <p>{t(story.listing.isShared ? 'story.listed' : 'story.listText')}</p>
          <p class="buttons">
            <button class="button quiet" type="submit" name="shared" value={story.listing.isShared ? 'no' : 'yes'}>
              {t(story.listing.isShared ? 'story.unlist' : 'story.list')}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}

function Split({ frame, story }: StoryProps) {
  const { t } = frame
  const say = spoken(frame)
  const { split, gift } = story
  const rows = [
    ['fee', split.fee],
    ['programmeShare', split.programmeShare],
    ['allocated', split.allocated],
    ['waiting', split.waiting],
    ['refunded', split.refunded],
  ] as const
  return (
    <table class="ledger">
      <caption class="unseen">{t('story.splitCaption')}</caption>
      <tbody>
        {rows
          .filter(([, amount]) => amount.minor !== 0n)
          .map(([part, amount]) => (
            <tr key={part} class={part}>
              <th scope="row">{t(`story.split.${part}`)}</th>
              <td>{say.money(amount)}</td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('story.split.total')}</th>
          <td>{say.money(gift.amount)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
