import { money } from '../../platform/money.ts'
import { campaign, ntd } from '../give/giving.fixture.ts'
import { reference } from '../story/story.fixture.ts'
import type { OpenBooksView } from './open-books.ts'
import type { PublicGiftsView } from './public-gifts-page.tsx'

// The open books and the list of all gifts.

const line = (
  use: string,
  title: string,
  currency: string,
  [amount, spent, reported]: readonly [bigint, bigint, bigint],
) => ({
  ...{ campaignId: '', currency, use, title },
  ...{ amount, spent, reported },
})

export const books: OpenBooksView = {
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

export const publicGifts: PublicGiftsView = {
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
  query: '',
}
