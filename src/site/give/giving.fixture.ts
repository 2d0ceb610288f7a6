import { money } from '../../platform/money.ts'
import { assetUrl } from '../assets.ts'
import type { CampaignView } from '../campaign/campaign.ts'
import type { GiftFormView } from './gift-form.ts'
import type { PaymentReturn } from './payment-return.ts'

// A campaign and the way of a gift to it, in every state. Charity, people and children are invented.

export const ntd = (amount: number) => money(BigInt(amount) * 100n, 'TWD')

export const day = (text: string) => new Date(`${text}T04:00:00Z`)

const picture = {
  url: assetUrl('illustrations/valley.svg'),
  alt: '兩道山稜之間，晨光裡有一座吊橋',
  width: 1200,
  height: 675,
}

export const cardPicture = { ...picture, url: assetUrl('illustrations/valley.jpg'), height: 630 }

export const campaign: CampaignView = {
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

export const nearCap: CampaignView = {
  ...campaign,
  given: ntd(2_986_000),
  filing: { ...campaign.filing, cap: { amount: ntd(3_000_000), remaining: ntd(14_000) } },
}

export const form: GiftFormView = {
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
  watch: { level: 'calm' },
  returning: null,
  typed: { amount: '600.00' },
  errors: [],
}

export const returning: GiftFormView = {
  ...form,
  returning: { name: '王美玲' },
  typed: { amount: '600.00', name: '王美玲', contact: '0900 000 000', receipt: 'yearly', feedback: 'yes' },
  methods: ['card', 'atm'],
}

export const wrong: GiftFormView = {
  ...form,
  typed: { amount: 'own', ownAmount: '1,000', name: '王美玲', contact: '', receipt: 'each' },
  errors: [
    { field: 'ownAmount', message: '請只填數字，例如 1000' },
    { field: 'contact', message: '請留下電話或電子郵件，付款有問題時我們才找得到您' },
  ],
}

const gift = { amount: ntd(600), campaignTitle: campaign.title, campaignUrl: '/c/smile', giverName: '王美玲' }

export const returns: readonly PaymentReturn[] = [
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
