import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { replyAsMember } from '../conversations/inbox/inbox.ts'
import { accept, type ChatHouse, lineEvent, lineText, openChatHouse } from '../conversations/testing.ts'
import { moveGifts } from '../gifts/claim.ts'
import { issueReceipt } from '../gifts/receipts/issue.ts'
import { recordGift } from '../gifts/record-gift.ts'
import { openCampaign } from '../gifts/testing.ts'
import { createLink, openLink } from '../organisations/links.ts'
import { changeOrganisation } from '../organisations/organisations.ts'
import { mayReceive, recordConsent } from '../people/consents.ts'
import { createPerson } from '../people/persons.ts'
import { acceptSuggestion } from '../people/settle-suggestion.ts'
import { respondInChat, respondWith, wakeConversation } from './actions.ts'
import { scriptSweeps } from './jobs.ts'
import type { Script } from './script.ts'

let chat: ChatHouse
let campaignId: string
beforeAll(async () => {
  chat = await openChatHouse()
  campaignId = await openCampaign(chat.scope, { picture: 'kite' })
  await changeOrganisation(chat.scope, {
    phone: '02-2311-0000',
    email: 'hello@example.org',
    officeHours: { mon: ['09:00', '18:00'], tue: ['09:00', '18:00'] },
  })
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
  chat.respond = respondInChat
  chat.answer = accept
  chat.clock.set('2026-03-02T02:00:00Z')
})

let second = 0
async function say(user: string, text: string): Promise<void> {
  second += 1
  await chat.post(lineText(user, text, { at: new Date(Date.UTC(2026, 2, 2, 2, 0, second)) }))
  await chat.settle()
}

async function press(user: string, data: string): Promise<void> {
  second += 1
  const at = new Date(Date.UTC(2026, 2, 2, 2, 0, second))
  await chat.post({ ...lineEvent('postback', user, { at }), replyToken: `press-${second}`, postback: { data } })
  await chat.settle()
}

test('選單 shows the menu in Traditional Chinese, as the free reply to the message', async () => {
  await say('U-menu', '選單')
  const [delivery] = await deliveriesOf('U-menu')
  expect(delivery).toMatchObject({ state: 'sent', purpose: 'service', author_kind: 'script' })
  expect(wordsOf(delivery)).toContain('請選擇您需要的服務。')
  expect(labelsOf(delivery)).toEqual(['我要捐款', '我們的計畫', '我的捐款', '捐款去哪了', '收據', '找真人', '語言'])
  expect(chat.sent.map(({ url }) => new URL(url).pathname)).toEqual(['/v2/bot/message/reply'])
})

test('a follow without a code is welcomed and asked "have you just given?", in one message', async () => {
  await chat.post({ ...lineEvent('follow', 'U-follow'), replyToken: 'follow-1' })
  await chat.settle()
  const all = await deliveriesOf('U-follow')
  expect(all).toHaveLength(1)
  expect(wordsOf(all[0])).toContain('請問您剛剛捐款了嗎？')
  expect(labelsOf(all[0])).toEqual(['是的', '還沒有'])
})

test('我要捐款 answers a one-time link that carries the conversation and the campaign, for two hours', async () => {
  await press('U-give', 'give')
  const [delivery] = await deliveriesOf('U-give')
  const [card] = cardsOf(delivery)
  expect(card).toMatchObject({
    title: '陪孩子走第一步',
    picture: { url: 'http://127.0.0.1:3000/assets/illustrations/kite.jpg' },
  })
  const url = card?.buttons[0]?.url ?? ''
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/give\/[\w-]{43}$/)
  const link = await openLink(chat.context, 'give', url.split('/').at(-1) ?? '')
  expect(link.subject).toEqual({ conversationId: delivery?.conversation_id, campaignId })
  expect(link.expiresAt.getTime() - chat.clock.now().getTime()).toBe(2 * 60 * 60 * 1000)
})

test.each(['stop', 'disiscrivimi', '配信停止', '退訂', '退订'])(
  '%s ends feedback and appeals at once and is confirmed once',
  async (word) => {
    const user = `U-${word}`
    await say(user, 'hello')
    await consentTo(user)
    await say(user, word)
    expect(await allowed(user)).toEqual([false, false])
    await say(user, word)
    const said = (await deliveriesOf(user)).slice(1)
    expect(said).toHaveLength(1)
    const rows = await query(
      `select distinct purpose, granted, source, channel, text_version from consents
       where source = 'stop_word' and person_id = '${await personOf(user)}' order by purpose`,
    )
    const heard = { granted: false, source: 'stop_word', channel: 'all', text_version: 'script.stop-1' }
    expect(rows).toEqual([
      { purpose: 'appeals', ...heard },
      { purpose: 'feedback', ...heard },
    ])
  },
)

test.each(['monthly', 'una volta al mese', '月一回', '每月', '每月一次'])(
  '%s asks for one report a month, and is confirmed',
  async (word) => {
    const user = `U-m-${word}`
    await say(user, 'hello')
    await consentTo(user)
    await say(user, word)
    expect(await deliveriesOf(user)).toHaveLength(2)
    expect(await allowed(user)).toEqual([true, true])
    const personId = await personOf(user)
    const wished = `select rhythm, content, source from feedback_wishes where person_id = '${personId}' order by at`
    const monthly = { rhythm: 'monthly', content: 'all', source: 'keyword' }
    expect(await query(wished)).toEqual([monthly])
  },
)

test('who wrote STOP and then asks for one report a month hears reports again, and appeals not', async () => {
  await say('U-again', 'hello')
  await consentTo('U-again')
  await say('U-again', 'STOP')
  expect(await allowed('U-again')).toEqual([false, false])
  chat.clock.advance(1000)
  await say('U-again', '毎月')
  expect(await allowed('U-again')).toEqual([true, false])
})

test('K4: a question after STOP is answered, and the person stays opted out until START', async () => {
  await say('U-k4', '退訂')
  await say('U-k4', '選單')
  const said = await deliveriesOf('U-k4')
  expect(wordsOf(said[1])).toContain('請選擇您需要的服務。')
  expect(await allowed('U-k4')).toEqual([false, false])
  chat.clock.advance(1000)
  await say('U-k4', '訂閱')
  expect(await allowed('U-k4')).toEqual([true, true])
})

test('K5: START subscribes again, and when, by which word and through which channel is kept', async () => {
  await say('U-k5', 'hello')
  await consentTo('U-k5')
  await say('U-k5', 'STOP')
  expect(await allowed('U-k5')).toEqual([false, false])
  chat.clock.advance(60_000)
  await say('U-k5', 'START')
  expect(await allowed('U-k5')).toEqual([true, true])
  const rows = await query(
    `select purpose, granted, source, channel, at from consents
     where person_id = '${await personOf('U-k5')}' and source = 'start_word' order by purpose`,
  )
  const heard = { granted: true, source: 'start_word', channel: 'all', at: chat.clock.now() }
  expect(rows).toEqual([
    { purpose: 'appeals', ...heard },
    { purpose: 'feedback', ...heard },
  ])
})

test('somebody who declined appeals on the form is still confirmed a STOP, and a START is heard', async () => {
  await say('U-half', 'hello')
  await consentTo('U-half', { appeals: false })
  await say('U-half', 'STOP')
  expect(await deliveriesOf('U-half')).toHaveLength(2)
  expect(await allowed('U-half')).toEqual([false, false])
  chat.clock.advance(1000)
  await say('U-half', 'START')
  expect(await deliveriesOf('U-half')).toHaveLength(3)
  expect(await allowed('U-half')).toEqual([true, true])
})

test('a STOP in the same breath as a claim code counts for the person the code proved', async () => {
  const { personId, token } = await giftWithCode('林美玲')
  await chat.post(lineText('U-breath', `RSC:${token}`), lineText('U-breath', 'STOP'))
  await chat.settle()
  expect(await personOf('U-breath')).toBe(personId)
  expect(await allowed('U-breath')).toEqual([false, false])
})

test('a claim code links the chat to the giver once, with proof; then 我的捐款 shows the gift', async () => {
  const { giftId, personId, token } = await giftWithCode('王小明')
  await say('U-claim', `RSC:${token}`)
  expect(await personOf('U-claim')).toBe(personId)
  const proofs = await query(`select proof from identity_links where person_id = '${personId}'`)
  expect(proofs).toEqual([{ proof: 'gift_code' }])
  await press('U-claim', 'gifts')
  const gifts = (await deliveriesOf('U-claim')).at(-1)
  expect(cardsOf(gifts)[0]?.title).toBe('陪孩子走第一步 NT$1,000')
  expect(cardsOf(gifts)[0]?.body).toBe('2026年3月2日 · 已收到')
  expect(cardsOf(gifts)[0]?.buttons[0]?.url).toMatch(/\/g\/[\w-]{43}#v1\./)
  await press('U-claim', 'traces')
  expect(cardsOf((await deliveriesOf('U-claim')).at(-1))[0]?.body).toBe('正在分配中，請稍後再查看。')
  const receiptId = await chat.scope.transaction((transaction) => issueReceipt(transaction, giftId))
  await press('U-claim', 'receipts')
  const [receipt] = cardsOf((await deliveriesOf('U-claim')).at(-1))
  expect(receipt?.title).toMatch(/^收據 ML-2026-\d{6}$/)
  expect(receipt?.body).toBe('NT$1,000 · 2026年3月2日')
  expect(receipt?.buttons[0]?.url).toMatch(new RegExp(`/my/[\\w-]{43}/receipts/${receiptId}\\.pdf$`))
  await say('U-thief', `RSC:${token}`)
  expect(await personOf('U-thief')).not.toBe(personId)
})

test('a claim code opens nothing of a giver who is known by more than this gift', async () => {
  const [donor, stranger] = [await giftWithCode('陳怡君'), await giftWithCode('陳怡君')]
  await query(`update gifts set person_id = '${donor.personId}' where gift_id = '${stranger.giftId}' returning gift_id`)
  await query(
    `update links set subject = subject || '{"personId": "${donor.personId}"}'
     where subject ->> 'giftId' = '${stranger.giftId}' returning link_id`,
  )
  await say('U-stranger', `RSC:${stranger.token}`)
  expect(await personOf('U-stranger')).not.toBe(donor.personId)
  const [said] = await deliveriesOf('U-stranger')
  expect(wordsOf(said)).toContain('不會只憑代碼連結')
  expect(await noteIn('U-stranger')).toContain('請確認是否同一人')
  const pair = await query(
    `select other_person_id, matched_by, state from person_suggestions where person_id = '${await personOf('U-stranger')}'`,
  )
  expect(pair).toEqual([{ other_person_id: donor.personId, matched_by: 'code', state: 'open' }])
  // The member looks at both and says yes: everything is there to do so.
  const member = await chat.member('agent')
  await acceptSuggestion(member, await personOf('U-stranger'), donor.personId, [moveGifts])
  expect(await personOf('U-stranger')).toBe(donor.personId)
})

test('a campaign code shows that campaign', async () => {
  await say('U-code', 'RSC:first-steps')
  expect(cardsOf((await deliveriesOf('U-code'))[0])[0]?.title).toBe('陪孩子走第一步')
  await say('U-code', 'RSC:no-such-campaign')
  expect(cardsOf((await deliveriesOf('U-code'))[1])).toEqual([])
})

test('a chosen language is kept, and spoken at once', async () => {
  await press('U-language', 'language/ja')
  await say('U-language', 'メニュー')
  const said = (await deliveriesOf('U-language')).map(wordsOf)
  expect(said.join()).toMatch(/日本語/)
  expect(said.at(-1)).not.toMatch(/您/)
  const rows = await query(`select language from persons where person_id = '${await personOf('U-language')}'`)
  expect(rows).toEqual([{ language: 'ja' }])
})

test('after hours the person hears when the office opens, with phone and e-mail, and waits in the inbox', async () => {
  chat.clock.set('2026-03-02T12:00:00Z')
  await say('U-late', '找真人')
  const words = wordsOf((await deliveriesOf('U-late'))[0])
  expect(words).toMatch(/週一.*週二 09:00–18:00/)
  expect(words).toContain('02-2311-0000')
  expect(words).toContain('hello@example.org')
  const [row] = await query(
    `select c.state, script_silent_until from conversations c join identities i using (organisation_id, identity_id)
     where i.address = 'U-late'`,
  )
  expect(row).toEqual({ state: 'waiting', script_silent_until: new Date('2026-03-02T12:20:00Z') })
})

test('who is handed over is unread with a note that says why; what the script answered is not', async () => {
  const inbox = (address: string) =>
    query(`select c.state, c.unread_count, (select content ->> 'text' from messages m
        where m.conversation_id = c.conversation_id and m.direction = 'note') as note
      from conversations c join identities i using (organisation_id, identity_id) where i.address = '${address}'`)
  await say('U-answered', '選單')
  expect(await inbox('U-answered')).toEqual([{ state: 'open', unread_count: 0, note: null }])
  await say('U-handed', '選單')
  await say('U-handed', '找真人')
  await say('U-handed', '有人在嗎？')
  expect(await inbox('U-handed')).toEqual([{ state: 'waiting', unread_count: 2, note: '對方想和真人對話。' }])
})

test('while a member has the conversation the script keeps silent, buttons and all, but hears STOP', async () => {
  await say('U-member', '選單')
  const [before] = await deliveriesOf('U-member')
  const agent = await chat.member('agent')
  await replyAsMember(agent, String(before?.conversation_id), { text: '您好', clientKey: 'k1' })
  await chat.settle()
  await press('U-member', 'menu')
  expect(await deliveriesOf('U-member')).toHaveLength(2)
  await say('U-member', '退訂')
  expect(await deliveriesOf('U-member')).toHaveLength(3)
  chat.clock.advance(21 * 60_000)
  await press('U-member', 'menu')
  expect((await deliveriesOf('U-member')).length).toBeGreaterThan(3)
})

const waits: Script = {
  id: 'waits',
  version: 1,
  nodes: {
    begin: { kind: 'say', message: { text: { text: { en: 'one' } } }, next: 'pause' },
    pause: { kind: 'delay', seconds: 60, next: 'end' },
    end: { kind: 'say', message: { text: { text: { en: 'two' } } } },
  },
  routes: [{ on: 'spoken', payload: 'begin', keywords: { en: ['begin'] }, next: 'begin' }],
  otherwise: { next: 'end', limit: 1, giveUp: 'end' },
  notices: { stopped: {}, started: {}, resumed: {}, ended: {} },
}

test('a wait goes on when its time has come, once, also when its wake-up was lost', async () => {
  chat.respond = respondWith(waits)
  await say('U-wait', 'begin')
  const [first] = await deliveriesOf('U-wait')
  const conversationId = String(first?.conversation_id)
  await wakeConversation(chat.scope, conversationId, waits)
  expect(await deliveriesOf('U-wait')).toHaveLength(1)
  chat.clock.advance(61_000)
  expect(scriptSweeps.map(({ name }) => name)).toEqual(['scripts.wake'])
  await wakeConversation(chat.scope, conversationId, waits)
  await wakeConversation(chat.scope, conversationId, waits)
  expect((await deliveriesOf('U-wait')).map(wordsOf)).toEqual(['one', 'two'])
})

test('a question the house cannot answer is a sorry and a hand-off; the turn itself stands', async () => {
  await query('alter table campaigns rename to campaigns_away')
  try {
    await press('U-broken', 'projects')
  } finally {
    await query('alter table campaigns_away rename to campaigns')
  }
  const [delivery] = await deliveriesOf('U-broken')
  expect(wordsOf(delivery)).toContain('02-2311-0000')
  expect(
    await query(
      `select after ->> 'reason' as reason from audit_entries where subject_id = '${delivery?.conversation_id}'`,
    ),
  ).toEqual([{ reason: 'technical' }])
})

async function giftWithCode(name: string): Promise<{ giftId: string; personId: string; token: string }> {
  return chat.scope.transaction(async (transaction) => {
    const personId = await createPerson(transaction, { displayName: name, language: 'zh-Hant' })
    const giftId = await recordGift(transaction, {
      personId,
      campaignId,
      amount: { minor: 100_000n, currency: 'TWD' },
      receivedAt: transaction.now,
      source: 'manual',
      donorName: name,
      isAnonymous: false,
      receiptWish: 'none',
      language: 'zh-Hant',
    })
    const token = await createLink(transaction, {
      kind: 'claim_identity',
      subject: { personId, giftId },
      expiresAt: new Date(transaction.now.getTime() + 3_600_000),
      singleUse: true,
    })
    return { giftId, personId, token }
  })
}

async function consentTo(user: string, wishes: { appeals: boolean } = { appeals: true }): Promise<void> {
  const personId = await personOf(user)
  await chat.scope.transaction(async (transaction) => {
    for (const purpose of ['feedback', 'appeals'] as const) {
      await recordConsent(transaction, {
        personId,
        purpose,
        channel: 'line',
        granted: purpose === 'feedback' || wishes.appeals,
        source: 'gift_form',
        textVersion: '1',
        language: 'zh-Hant',
      })
    }
  })
  chat.clock.advance(1000)
}

async function allowed(user: string): Promise<boolean[]> {
  const personId = await personOf(user)
  return chat.scope.transaction(async (transaction) => [
    await mayReceive(transaction, personId, 'feedback', 'line'),
    await mayReceive(transaction, personId, 'appeals', 'line'),
  ])
}

async function noteIn(user: string): Promise<string> {
  const [row] = await query(
    `select m.content ->> 'text' as text from messages m join conversations c using (organisation_id, conversation_id)
     join identities i using (organisation_id, identity_id) where i.address = '${user}' and m.direction = 'note'`,
  )
  return String(row?.text)
}

async function personOf(user: string): Promise<string> {
  const [row] = await query(`select person_id from identities where address = '${user}'`)
  return String(row?.person_id)
}

interface Content {
  blocks: {
    type: string
    text?: string
    title?: string
    body?: string
    picture?: { url: string }
    buttons: { url: string }[]
  }[]
  quickReplies: { label: string }[]
}

async function deliveriesOf(user: string) {
  const { rows } = await chat.context.databases.owner.query<{
    conversation_id: string
    state: string
    purpose: string
    author_kind: string
    content: Content
  }>(
    `select d.conversation_id, d.state, d.purpose, m.author_kind, m.content
     from deliveries d join messages m using (organisation_id, message_id)
     join conversations c on c.conversation_id = d.conversation_id join identities i using (identity_id)
     where i.address = $1 order by m.at, m.message_id`,
    [user],
  )
  return rows
}

type Delivery = Awaited<ReturnType<typeof deliveriesOf>>[number]

const wordsOf = (delivery: Delivery | undefined) =>
  (delivery?.content.blocks ?? []).map((block) => block.text ?? block.title ?? '').join('\n')
const labelsOf = (delivery: Delivery | undefined) => delivery?.content.quickReplies.map(({ label }) => label)
const cardsOf = (delivery: Delivery | undefined) =>
  (delivery?.content.blocks ?? []).filter(({ type }) => type === 'card')

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await chat.context.databases.owner.query(text)).rows
}
