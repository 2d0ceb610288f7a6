import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { textMessage } from '../channels/message.ts'
import { createChannelAccount } from '../conversations/accounts.ts'
import { sendMessage } from '../conversations/actions.ts'
import { Switchboard } from '../conversations/switchboard.ts'
import { accept, type ChatHouse, lineEvent, lineText, openChatHouse } from '../conversations/testing.ts'
import { mayReceive, recordConsent } from '../people/consents.ts'
import { ensureIdentities, linkIdentity } from '../people/identities.ts'
import { respondInChat, respondWith } from './actions.ts'
import type { Script } from './script.ts'

/** What people say and press, through the signed hook and the script that answers everybody. */
let chat: ChatHouse
beforeAll(async () => {
  chat = await openChatHouse()
})
afterAll(() => chat.close())
beforeEach(() => {
  chat.sent.length = 0
  chat.respond = respondInChat
  chat.answer = accept
})

let minute = 0
const soon = () => {
  minute += 1
  return new Date(Date.UTC(2026, 2, 2, 2, minute))
}

async function say(user: string, text: string): Promise<void> {
  await chat.post(lineText(user, text, { at: soon() }))
  await chat.settle()
}

const query = async (text: string) => (await chat.context.databases.owner.query(text)).rows
const personOf = async (user: string) =>
  String((await query(`select person_id from identities where address = '${user}'`))[0]?.person_id)

async function consentTo(user: string): Promise<string> {
  const personId = await personOf(user)
  await chat.scope.transaction(async (transaction) => {
    for (const purpose of ['feedback', 'appeals'] as const) {
      const word = { personId, purpose, channel: 'all', granted: true, source: 'gift_form' } as const
      await recordConsent(transaction, { ...word, textVersion: '1', language: 'en' })
    }
  })
  return personId
}

const may = (personId: string, channel = 'line') =>
  chat.scope.transaction(async (tx) => [
    await mayReceive(tx, personId, 'feedback', channel),
    await mayReceive(tx, personId, 'appeals', channel),
  ])

test.each(['STOP', ' stop. ', 'ＳＴＯＰ', '退訂', '取消訂閱', '配信停止', 'annulla', 'disiscrivimi'])(
  'K1: “%s” in any spelling ends what nobody has to receive, with one confirmation',
  async (word) => {
    const user = `U-k1-${word}`
    await say(user, 'hello')
    const personId = await consentTo(user)
    chat.sent.length = 0
    await say(user, word)
    await say(user, word)
    expect(await may(personId)).toEqual([false, false])
    expect(chat.sent).toHaveLength(1)
  },
)

test.each(['We must STOP this bill', 'non fermarti', 'stop by tomorrow?', '不要退訂我', 'don’t stop'])(
  'K2: “%s” is no opt-out',
  async (words) => {
    const user = `U-k2-${words}`
    await say(user, 'hello')
    const personId = await consentTo(user)
    await say(user, words)
    expect(await may(personId)).toEqual([true, true])
    expect(await query(`select 1 from consents where source = 'stop_word' and person_id = '${personId}'`)).toEqual([])
  },
)

test('K7: STOP on one chat of a person with two ends both; a refusal for one channel leaves the other; a receipt still goes', async () => {
  await say('U-k7', 'hello')
  const personId = await consentTo('U-k7')
  const config = { channelId: '2222222222', channelSecret: '0123456789abcdef0123456789abcdef' }
  const second = await createChannelAccount(chat.scope, { kind: 'line', name: 'second', config })
  await chat.scope.transaction(async (transaction) => {
    const seen = [{ address: 'U-k7-elsewhere' }]
    const made = await ensureIdentities(transaction, second, seen, { name: '—', language: 'en' })
    const identityId = made.get('U-k7-elsewhere')?.identityId ?? ''
    await linkIdentity(transaction, { identityId, personId, proof: 'member' })
    const refusal = { personId, purpose: 'appeals', channel: 'line', granted: false, source: 'member' } as const
    await recordConsent(transaction, { ...refusal, textVersion: '1', language: 'en' })
  })
  expect(await may(personId, 'telegram')).toEqual([true, true])
  expect(await may(personId, 'line')).toEqual([true, false])
  chat.clock.advance(1000)
  await say('U-k7', 'STOP')
  expect([await may(personId, 'telegram'), await may(personId, 'line')]).toEqual([
    [false, false],
    [false, false],
  ])
  const service = { purpose: 'service', author: { kind: 'system' } } as const
  const receipt = await chat.scope.transaction((transaction) =>
    sendMessage(transaction, { personId }, { content: textMessage('Your receipt'), ...service }),
  )
  expect(receipt.outcome).toBe('queued')
})

const say1 = (text: string) => ({ text: { text: { en: text } } })
const fork: Script = {
  id: 'fork',
  version: 1,
  routes: [{ on: 'spoken', payload: 'begin', next: 'which' }],
  otherwise: { next: 'lost', limit: 3, giveUp: 'lost' },
  notices: { stopped: say1('stopped'), started: say1('started'), resumed: say1('resumed'), ended: say1('ended') },
  nodes: {
    lost: { kind: 'say', message: say1('lost') },
    left: { kind: 'say', message: say1('went left') },
    right: { kind: 'say', message: say1('went right') },
    which: {
      kind: 'ask',
      message: say1('left or right?'),
      choices: [
        { payload: 'left', next: 'left' },
        { payload: 'right', next: 'right' },
      ],
      again: { message: say1('again'), limit: 2, next: 'lost' },
    },
  },
}

test('P5: a question answered twice at the same moment takes one branch; the other answer finds the question gone', async () => {
  chat.respond = respondWith(fork)
  const other = new Switchboard(chat.context, { respond: respondWith(fork) })
  const press = (data: string) => ({
    ...lineEvent('postback', 'U-p5', { at: soon() }),
    replyToken: data,
    postback: { data },
  })
  await chat.post(press('begin'))
  await chat.settle()
  chat.sent.length = 0
  await Promise.all([chat.post(press('left')), chat.post(press('right'))])
  await Promise.all([chat.settle(), other.process(chat.organisationId, chat.channelAccountId)])
  await chat.settle()
  await other.stop()
  const words = chat.sent.map(({ body }) => JSON.parse(body).messages[0].text)
  expect(words.toSorted()).toEqual(['lost', expect.stringMatching(/^went (left|right)$/)])
})
