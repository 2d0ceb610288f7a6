import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Language } from '../platform/languages.ts'
import { DecidedPage } from './approve/page.tsx'
import { UpdateApprovalPage, type UpdateApprovalView } from './approve/update-approval-page.tsx'
import { books, publicGifts } from './books/books.fixture.ts'
import { EmbeddedBooksPage } from './books/embedded-books-page.tsx'
import { OpenBooksPage } from './books/open-books-page.tsx'
import { FoundGiftPage, PublicGiftsPage } from './books/public-gifts-page.tsx'
import { CampaignPage } from './campaign/campaign-page.tsx'
import type { Frame } from './frame.ts'
import { GiftFormPage } from './give/gift-form-page.tsx'
import { campaign, cardPicture, day, form, nearCap, ntd, returning, returns, wrong } from './give/giving.fixture.ts'
import { PaymentReturnPage } from './give/payment-return-page.tsx'
import { HomePage, type HomeView } from './home-page.tsx'
import { PrivacyPage } from './privacy-page.tsx'
import { ProblemPage, problems } from './problem-page.tsx'
import { ForgetPage } from './story/forget-page.tsx'
import { GiftStoryPage } from './story/gift-story-page.tsx'
import { MyGiftsPage } from './story/my-gifts-page.tsx'
import { SharedStoryPage } from './story/shared-story-page.tsx'
import { child, ended, forgetting, preferences, story, takenBack, waiting } from './story/story.fixture.ts'

// Every page in every state, for tests and for looking. The charity, the people and the children are invented.

const chat = { channel: 'LINE', url: 'https://line.me/R/ti/p/@demo' }

const demoHome: HomeView = {
  state: 'demo',
  campaigns: [
    { name: campaign.title, url: '/c/smile' },
    { name: 'Un cuore che batte bene', url: '/c/cuore' },
  ],
  booksUrl: '/o/demo',
  people: { officer: '個案專員（撰寫）', approver: '個案督導（核准）' },
}

const news: UpdateApprovalView = {
  action: '/approve/x',
  formToken: 'token',
  child: '小禾',
  writtenBy: '周予安',
  writtenAt: day('2026-10-15'),
  stageNow: '已核准',
  stageTold: '已治療',
  evidenceNamed: '出院摘要 2026-10-12',
  document: { about: '證明文件', open: '出院病歷摘要', note: '僅供您做決定之用。' },
  isEvidenceNeeded: true,
  texts: [
    { language: 'zh-Hant', text: '小禾的手術很順利，隔天就把奶瓶喝光了。' },
    { language: 'it', text: 'L’operazione è andata bene, e il giorno dopo il biberon era vuoto.' },
  ],
  template: '您幫助的小禾已完成治療。',
  typed: { evidence: '', reason: '', released: ['zh-Hant'], errors: {} },
}
const wrongNews = { ...news.typed, errors: { evidence: '請註明您看過的文件', reason: '請寫下原因' } }

/** Every page in every state, by name. */
export const previews: Readonly<Record<string, (frame: Frame) => JSX.Element>> = {
  campaign: (frame) => <CampaignPage frame={frame} campaign={campaign} />,
  'campaign-near-cap': (frame) => <CampaignPage frame={frame} campaign={nearCap} />,
  'campaign-closed-by-cap': (frame) => <CampaignPage frame={frame} campaign={{ ...nearCap, state: 'closed-by-cap' }} />,
  'campaign-closed-by-date': (frame) => (
    <CampaignPage frame={frame} campaign={{ ...campaign, state: 'closed-by-date', deeds: [], updates: [] }} />
  ),
  give: (frame) => <GiftFormPage frame={frame} form={form} />,
  'give-again': (frame) => <GiftFormPage frame={frame} form={returning} />,
  'give-errors': (frame) => <GiftFormPage frame={frame} form={wrong} />,
  'give-little-remains': (frame) => <GiftFormPage frame={frame} form={{ ...form, remaining: ntd(450) }} />,
  'give-puzzle': (frame) => <GiftFormPage frame={frame} form={{ ...form, watch: { level: 'puzzle' } }} />,
  'give-paused': (frame) => <GiftFormPage frame={frame} form={{ ...form, watch: { level: 'paused', minutes: 42 } }} />,
  'give-overflow': (frame) => (
    <GiftFormPage
      frame={frame}
      form={{
        ...form,
        remaining: ntd(450),
        sibling: '讓心好好跳',
        cases: [
          { name: '小禾', needs: '手術、交通' },
          { name: '小星', needs: '手術' },
        ],
        errors: [{ field: 'overflow', message: '…' }],
      }}
    />
  ),
  'give-not-open-yet': (frame) => <GiftFormPage frame={frame} form={{ ...form, state: 'not-open-yet' }} />,
  'campaign-not-open-yet': (frame) => <CampaignPage frame={frame} campaign={{ ...campaign, state: 'not-open-yet' }} />,
  'give-closed': (frame) => <GiftFormPage frame={frame} form={{ ...form, state: 'closed-by-date' }} />,
  ...Object.fromEntries(
    returns.map((outcome) => [
      `return-${outcome.state}`,
      (frame: Frame) => <PaymentReturnPage frame={frame} outcome={outcome} />,
    ]),
  ),
  story: (frame) => <GiftStoryPage frame={frame} story={story} />,
  'story-of-many': (frame) => (
    <GiftStoryPage frame={frame} story={{ ...story, moreChildren: { url: '/g/x?children=6', count: 3 } }} />
  ),
  'story-waiting': (frame) => <GiftStoryPage frame={frame} story={waiting} />,
  'story-taken-back': (frame) => <GiftStoryPage frame={frame} story={takenBack} />,
  'my-gifts': (frame) => (
    <MyGiftsPage
      frame={frame}
      mine={{ ...waiting, preferences, forget: { url: '/my/x/forget', dueAt: day('2026-03-09') } }}
    />
  ),
  ...Object.fromEntries(
    (['open', 'stale', 'waiting', 'soon'] as const).map((state) => [
      `forget-${state}`,
      (frame: Frame) => <ForgetPage frame={frame} view={{ ...forgetting, state, isWrong: state === 'waiting' }} />,
    ]),
  ),
  'story-ended': (frame) => <GiftStoryPage frame={frame} story={ended} />,
  shared: (frame) => (
    <SharedStoryPage
      frame={frame}
      story={{
        campaignTitle: campaign.title,
        campaignUrl: '/c/smile',
        cardPicture,
        children: [child],
        moreChildren: null,
      }}
    />
  ),
  books: (frame) => <OpenBooksPage frame={frame} books={books} />,
  'books-embedded': (frame) => <EmbeddedBooksPage frame={frame} books={books} />,
  'books-of-a-year': (frame) => (
    <OpenBooksPage
      frame={frame}
      books={{
        ...books,
        chosen: { year: 2025, campaign: null, programme: { slug: 'hearts', title: 'Cuori' } },
        campaigns: books.campaigns.map((each) => ({ ...each, giftCount: null })),
      }}
    />
  ),
  gifts: (frame) => <PublicGiftsPage frame={frame} list={publicGifts} />,
  'gifts-empty': (frame) => <PublicGiftsPage frame={frame} list={{ ...publicGifts, gifts: [], next: null }} />,
  'gift-found': (frame) => <FoundGiftPage frame={frame} typed="ML-2026-000017" gift={publicGifts.gifts[0]} />,
  'gift-not-found': (frame) => <FoundGiftPage frame={frame} typed="ML-2026" gift={undefined} />,
  'books-empty': (frame) => (
    <OpenBooksPage
      frame={frame}
      books={{
        ...books,
        campaigns: [],
        choices: { years: [], campaigns: [], programmes: [] },
        checkpoint: null,
        downloads: [],
      }}
    />
  ),
  home: (frame) => <HomePage frame={frame} home={demoHome} />,
  'home-live': (frame) => <HomePage frame={frame} home={{ state: 'live', organisations: [] }} />,
  'approve-update': (frame) => <UpdateApprovalPage frame={frame} approval={news} />,
  'approve-update-errors': (frame) => (
    <UpdateApprovalPage frame={frame} approval={{ ...news, texts: [], typed: wrongNews }} />
  ),
  'approved-update': (frame) => <DecidedPage frame={frame} about="approveUpdate" decision="approve" />,
  'declined-update': (frame) => <DecidedPage frame={frame} about="approveUpdate" decision="decline" />,
  privacy: (frame) => <PrivacyPage frame={frame} />,
  ...Object.fromEntries(
    problems.map((problem) => [
      `problem-${problem}`,
      (frame: Frame) => <ProblemPage frame={frame} problem={problem} chat={chat} />,
    ]),
  ),
}

/** The frame of the invented charity, in one language. */
export function previewFrame(language: Language, t: Frame['t'], path = '/c/smile'): Frame {
  return {
    language,
    t,
    path,
    publicUrl: 'https://give.example.org',
    nonce: 'nonce',
    timeZone: 'Asia/Taipei',
    demo: true,
    organisation: {
      slug: 'demo',
      name: '晨光兒童醫療基金會',
      phone: '+886 2 0000 0000',
      email: 'hello@example.org',
      registration: '衛部救字第0000000000號(示範)',
      address: '臺北市示範路 1 號',
    },
  }
}
