import { campaign, day, ntd } from '../give/giving.fixture.ts'
import type { ForgetView } from './forget-page.tsx'
import type { GiftStoryView, HelpedChild } from './gift-story.ts'

// What became of a gift, in every state.

export const child: HelpedChild = {
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

export const reference = 'AAAAAAAAAAAAAAAAAAAAAA'

export const preferences = {
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
  moreChildren: null,
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

export const forgetting: Omit<ForgetView, 'state' | 'isWrong'> = {
  action: '/my/x/forget',
  formToken: 'token',
  back: { url: '/my/x', label: 'backMine' },
  dueAt: day('2026-03-09'),
  regretDays: 7,
  receiptYears: 5,
  awaitsReceipt: true,
}

export const waiting: GiftStoryView = {
  ...story,
  children: [],
  split: { ...story.split, allocated: ntd(0), waiting: ntd(525) },
  check: null,
  books: {
    state: 'open',
    older: null,
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

export const takenBack: GiftStoryView = {
  ...story,
  children: [{ ...child, needs: [{ item: '手術', cost: ntd(48_000), share: ntd(-525), entry: null }] }],
}

export const ended: GiftStoryView = {
  ...story,
  children: [{ ...child, ended: true, updates: [] }],
}
