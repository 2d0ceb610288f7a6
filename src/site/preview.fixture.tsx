import type { JSX } from 'hono/jsx/jsx-runtime'
import type { Language } from '../platform/languages.ts'
import { money } from '../platform/money.ts'
import { DecidedPage } from './approval-page.tsx'
import { assetUrl } from './assets.ts'
import type { CampaignView } from './campaign.ts'
import { CampaignPage } from './campaign-page.tsx'
import { EmbeddedBooksPage } from './embedded-books-page.tsx'
import { ForgetPage, type ForgetView } from './forget-page.tsx'
import type { Frame } from './frame.ts'
import type { GiftFormView } from './gift-form.ts'
import { GiftFormPage } from './gift-form-page.tsx'
import type { GiftStoryView, HelpedChild } from './gift-story.ts'
import { GiftStoryPage } from './gift-story-page.tsx'
import { HomePage, type HomeView } from './home-page.tsx'
import { MyGiftsPage } from './my-gifts-page.tsx'
import type { OpenBooksView } from './open-books.ts'
import { OpenBooksPage } from './open-books-page.tsx'
import type { PaymentReturn } from './payment-return.ts'
import { PaymentReturnPage } from './payment-return-page.tsx'
import { PrivacyPage } from './privacy-page.tsx'
import { ProblemPage, problems } from './problem-page.tsx'
import { FoundGiftPage, PublicGiftsPage, type PublicGiftsView } from './public-gifts-page.tsx'
import { SharedStoryPage } from './shared-story-page.tsx'
import { UpdateApprovalPage, type UpdateApprovalView } from './update-approval-page.tsx'

// Every page in every state, for tests and for looking. The charity, the people and the children are invented.

const ntd = (amount: number) => money(BigInt(amount) * 100n, 'TWD')
const day = (text: string) => new Date(`${text}T04:00:00Z`)

const picture = {
  url: assetUrl('illustrations/valley.svg'),
  alt: '兩道山稜之間，晨光裡有一座吊橋',
  width: 1200,
  height: 675,
}
const cardPicture = { ...picture, url: assetUrl('illustrations/valley.jpg'), height: 630 }

const campaign: CampaignView = {
  slug: 'smile',
  title: '讓孩子好好吃一口飯、好好說一句話',
  summary: '唇顎裂的孩子需要三到五次手術，和好幾年的語言治療。您的一份心意，會送到其中一個孩子的需要上。',
  picture,
  cardPicture,
  story: [
    '親愛的朋友：小禾第一次來到門診時五個月大，奶水總是從鼻子流出來。媽媽說，她最怕的不是手術，是算不出來往返花蓮與臺北的車錢。',
    '唇顎裂可以治好。難的是接下來的幾年：植骨、語言治療、牙齒矯正，每一次都有健保不給付的項目，也有家長必須請假的日子。我們把每一項寫成清楚的數字，讓您的捐款對得到一個真正的需要。',
    '手術之後，我們會在聊天室裡親自告訴您發生了什麼事：沒有消息時，我們不打擾您；有消息時，經過兩位同仁確認，才會寫給您。',
    '謝謝您願意讀到這裡。',
  ],
  signedBy: { name: '林怡君', role: '社工督導' },
  state: 'open',
  given: ntd(1_234_500),
  giftCount: 862,
  goal: ntd(3_000_000),
  filing: {
    permit: '衛部救字第1140000000號(示範)',
    responsibleBody: '衛生福利部',
    startsOn: day('2026-01-01'),
    endsOn: day('2026-12-31'),
    cap: { amount: ntd(3_000_000), remaining: ntd(1_765_500) },
    programmeShareBasisPoints: 1000,
  },
  deeds: [
    { count: 18, counts: '位孩子完成手術' },
    { count: 6, counts: '位孩子正在語言治療' },
    { count: 214, counts: '趟往返醫院的車資' },
  ],
  updates: [
    {
      at: day('2026-11-12'),
      title: '第十八位孩子完成手術',
      text: '手術順利，孩子已經回到臺東的家。接下來是每兩週一次的語言治療。',
    },
    { at: day('2026-09-30'), title: '花東交通補助開始發放', text: '九月起，住在花東的家庭不必再先墊車資。' },
  ],
  shareUrl: 'https://give.example.org/c/smile?via=k7m2',
}

const form: GiftFormView = {
  action: '/c/smile/give',
  campaignUrl: '/c/smile',
  campaignTitle: campaign.title,
  state: 'open',
  suggested: [ntd(300), ntd(600), ntd(1200), ntd(3000)],
  currency: 'TWD',
  remaining: ntd(1_765_500),
  sibling: null,
  cases: [],
  startsOn: day('2026-01-01'),
  endsOn: day('2026-12-31'),
  methods: ['card', 'atm', 'transfer', 'sandbox'],
  example: { amount: ntd(600), fee: ntd(17), programmeShare: ntd(58), needs: ntd(525) },
  programmeShareBasisPoints: 1000,
  formToken: 'token',
  returning: null,
  typed: { amount: '600.00' },
  errors: [],
}

const child: HelpedChild = {
  pseudonym: '小禾',
  firstName: '',
  photograph: '',
  isTold: true,
  ageBand: '0–2',
  region: '花蓮',
  condition: '唇顎裂',
  needs: [{ item: '唇顎裂手術自費材料', cost: ntd(48_000), share: ntd(525), entry: 1 }],
  spent: [{ amount: ntd(12_000), on: day('2026-10-09'), day: '2026-10-09', entry: null }],
  stages: [
    { stage: 'registered', at: day('2026-03-02') },
    { stage: 'approved', at: day('2026-03-20') },
    { stage: 'treated', at: day('2026-10-08') },
    { stage: 'recovered', at: null },
  ],
  ended: false,
  updates: [
    {
      at: day('2026-10-15'),
      text: '小禾的手術順利完成，住院四天後已經回到花蓮。媽媽說，他第一次一口氣喝完了一瓶奶。',
      language: 'zh-Hant',
      entry: 2,
    },
  ],
}

const reference = 'AAAAAAAAAAAAAAAAAAAAAA'
const preferences = {
  action: '/g/preferences',
  formToken: 'token',
  feedback: true,
  appeals: false,
  rhythm: 'each',
  milestones: false,
} as const

export const story: GiftStoryView = {
  donorName: '王美玲',
  gift: {
    amount: ntd(600),
    receivedOn: day('2026-02-14'),
    campaignTitle: campaign.title,
    campaignUrl: '/c/smile',
    receiptNumber: '2026-000123',
    finality: { state: 'finalLater', on: day('2026-04-11') },
    entry: 0,
  },
  split: { fee: ntd(17), programmeShare: ntd(58), allocated: ntd(525), waiting: ntd(0), refunded: ntd(0) },
  children: [child],
  check: {
    key: 'demo.example.org/log+00000000+AAAA',
    checkpoint: '',
    consistency: [],
    entries: (['gift.received', 'gift.allocated', 'update.published'] as const).map((kind, index) => ({
      index,
      proof: [],
      published: null,
      shown: shownAs(kind),
    })),
  },
  checkedFrom: 1,
  chat: { channel: 'LINE', url: 'https://line.me/R/ti/p/@demo' },
  doors: [],
  shareUrl: '/s/7hQ2',
  listing: { action: '/g/x/listing', formToken: 'x', isShared: false },
  books: { state: 'needs-fresh-link' },
  preferences,
  forget: { url: '/g/x/forget', dueAt: null },
  tamperUrl: '/sandbox/tamper?gift=x',
}

function shownAs(kind: 'gift.received' | 'gift.allocated' | 'update.published') {
  const sum = { amountMinor: '60000', currency: 'TWD', fund: 'smile', day: '2026-02-14', gift: reference }
  if (kind === 'gift.received') return { kind, ...sum, person: '王美玲' }
  if (kind === 'gift.allocated') return { kind, ...sum, case: '小禾' }
  return { kind, update: reference, day: '2026-10-15', case: '小禾', stage: 'treated', text: { 'zh-Hant': '' } }
}

const gift = { amount: ntd(600), campaignTitle: campaign.title, campaignUrl: '/c/smile', giverName: '王美玲' }
const returns: readonly PaymentReturn[] = [
  {
    state: 'paid',
    gift,
    giftUrl: '/g/x',
    link: { state: 'open', doors: [{ channel: 'LINE', url: 'https://line.me/R/x' }] },
  },
  {
    state: 'awaiting-atm',
    gift,
    instructions: {
      lines: [
        { name: '銀行代碼', value: '007' },
        { name: '帳號', value: '9103522175887271' },
      ],
      payBefore: new Date('2026-11-25T15:59:59Z'),
    },
  },
  {
    state: 'awaiting-transfer',
    gift,
    instructions: {
      lines: [
        { name: '銀行', value: '示範銀行 臺北分行(000)' },
        { name: '識別碼', value: 'RG7K2M4Q' },
      ],
      payBefore: null,
    },
  },
  { state: 'failed', gift, retryUrl: '/c/smile/give' },
  { state: 'asking', gift },
]

const line = (
  use: string,
  title: string,
  currency: string,
  [amount, spent, reported]: readonly [bigint, bigint, bigint],
) => ({
  ...{ campaignId: '', currency, use, title },
  ...{ amount, spent, reported },
})

const books: OpenBooksView = {
  base: '/o/demo',
  chosen: { year: null, campaign: null, programme: null },
  choices: {
    years: [2026, 2025],
    campaigns: [
      { slug: 'smile', title: campaign.title },
      { slug: 'cuore', title: 'Un cuore che batte bene' },
    ],
    programmes: [],
  },
  campaigns: [
    {
      title: campaign.title,
      url: '/c/smile',
      slug: 'smile',
      giftCount: 862,
      received: ntd(1_234_500),
      feesAndShare: ntd(151_220),
      allocated: ntd(1_020_400),
      spent: ntd(864_000),
      reported: ntd(792_000),
      lines: [
        line('surgery', '手術', 'TWD', [82_040_000n, 70_000_000n, 65_000_000n]),
        line('travel', '交通', 'TWD', [20_000_000n, 16_400_000n, 14_200_000n]),
        line('open', '等待配到需要', 'TWD', [6_288_000n, 0n, 0n]),
        line('share', '方案執行費用', 'TWD', [12_000_000n, 0n, 0n]),
        line('fees', '金流手續費', 'TWD', [3_122_000n, 0n, 0n]),
      ],
    },
    {
      title: 'Un cuore che batte bene',
      url: '/c/cuore',
      slug: 'cuore',
      giftCount: 97,
      received: money(1_245_000n, 'EUR'),
      feesAndShare: money(149_400n, 'EUR'),
      allocated: money(980_000n, 'EUR'),
      spent: money(610_000n, 'EUR'),
      reported: money(610_000n, 'EUR'),
      lines: [
        line('surgery', 'Intervento chirurgico', 'EUR', [980_000n, 610_000n, 610_000n]),
        line('open', 'In attesa di un bisogno', 'EUR', [115_600n, 0n, 0n]),
        line('fees', 'Commissioni', 'EUR', [149_400n, 0n, 0n]),
      ],
    },
  ],
  checkpoint: {
    origin: 'demo.example.org/log',
    size: 2417n,
    root: '9f2c41d7a3b06e58c4f19d07b2a86533e0417fd92bc85a61f0e7d3c29ab4186d',
    keyFingerprint: '5be3 19a0 44d2 c7f8',
    at: new Date('2026-11-22T01:30:00Z'),
    url: '/log/demo',
  },
  downloads: [
    { label: 'gifts.csv', url: '/o/demo/gifts.csv' },
    { label: 'checkpoint', url: '/log/demo/checkpoint' },
  ],
  asOf: new Date('2026-11-22T01:30:00Z'),
}

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
  isEvidenceNeeded: true,
  texts: [
    { language: 'zh-Hant', text: '小禾的手術很順利，隔天就把奶瓶喝光了。' },
    { language: 'it', text: 'L’operazione è andata bene, e il giorno dopo il biberon era vuoto.' },
  ],
  template: '您幫助的小禾已完成治療。',
  typed: { evidence: '', reason: '', released: ['zh-Hant'], errors: {} },
}
const wrongNews = { ...news.typed, errors: { evidence: '請註明您看過的文件', reason: '請寫下原因' } }

const listedGift = {
  reference,
  giver: '王美玲',
  amount: ntd(600),
  givenOn: '2026-02-14',
  campaign: { title: campaign.title, url: '/c/smile' },
  helped: ['小禾'],
  helpsUnnamed: false,
  isShared: true,
}
const publicGifts: PublicGiftsView = {
  gifts: [
    listedGift,
    {
      ...listedGift,
      reference: 'b',
      giver: null,
      amount: ntd(1_234_500),
      helped: ['小禾', '小岸'],
      helpsUnnamed: true,
    },
    { ...listedGift, reference: 'c', giver: null, helped: [], isShared: false },
  ],
  next: reference,
  base: '/o/demo/gifts',
  campaign: null,
  isFirstPage: false,
}

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
      story={{ campaignTitle: campaign.title, campaignUrl: '/c/smile', cardPicture, children: [child] }}
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

const nearCap: CampaignView = {
  ...campaign,
  given: ntd(2_986_000),
  filing: { ...campaign.filing, cap: { amount: ntd(3_000_000), remaining: ntd(14_000) } },
}
const returning: GiftFormView = {
  ...form,
  returning: { name: '王美玲' },
  typed: { amount: '600.00', name: '王美玲', contact: '0900 000 000', receipt: 'yearly', feedback: 'yes' },
  methods: ['card', 'atm'],
}
const wrong: GiftFormView = {
  ...form,
  typed: { amount: 'own', ownAmount: '1,000', name: '王美玲', contact: '', receipt: 'each' },
  errors: [
    { field: 'ownAmount', message: '請只填數字，例如 1000' },
    { field: 'contact', message: '請留下電話或電子郵件，付款有問題時我們才找得到您' },
  ],
}
const forgetting: Omit<ForgetView, 'state' | 'isWrong'> = {
  action: '/my/x/forget',
  formToken: 'token',
  back: { url: '/my/x', label: 'backMine' },
  dueAt: day('2026-03-09'),
  regretDays: 7,
  receiptYears: 5,
  awaitsReceipt: true,
}
const waiting: GiftStoryView = {
  ...story,
  children: [],
  split: { ...story.split, allocated: ntd(0), waiting: ntd(525) },
  check: null,
  books: {
    state: 'open',
    gifts: [
      {
        receivedOn: day('2026-02-14'),
        amount: ntd(600),
        campaignTitle: campaign.title,
        url: '/g/x',
        finalOn: day('2026-04-11'),
        receipt: { number: '2026-000123', url: '/r/x' },
      },
      {
        receivedOn: day('2025-11-03'),
        amount: ntd(12_000),
        campaignTitle: campaign.title,
        url: null,
        finalOn: null,
        receipt: { number: '2025-000871', url: '/r/y' },
      },
    ],
  },
}
const takenBack: GiftStoryView = {
  ...story,
  children: [{ ...child, needs: [{ item: '手術', cost: ntd(48_000), share: ntd(-525), entry: null }] }],
}
const ended: GiftStoryView = {
  ...story,
  children: [{ ...child, ended: true, updates: [] }],
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
