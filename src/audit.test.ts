import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocate } from './allocations/allocate.ts'
import { designateGift } from './allocations/designate.ts'
import { portionGift } from './allocations/portion.ts'
import { putForward } from './allocations/put-forward.ts'
import { giveTestGift } from './allocations/testing.ts'
import { approveBroadcast, declineBroadcast } from './broadcasts/approve.ts'
import { anyOf } from './broadcasts/filters.ts'
import { archiveSegment, changeSegment, keepSegment } from './broadcasts/segments.ts'
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from './broadcasts/stop.ts'
import { changeDraft, createBroadcast, submitBroadcast } from './broadcasts/write.ts'
import { changeCampaign, createFund, listCampaigns } from './campaigns/actions.ts'
import { attachProof } from './cases/attach-proof.ts'
import { registerCase } from './cases/cases.ts'
import { attachPaper, readPaper } from './cases/consent-papers.ts'
import { recordConsent, withdrawConsent } from './cases/consents.ts'
import { keepDocument, readDocument, removeDocument } from './cases/documents.ts'
import { recordExpense } from './cases/expenses.ts'
import { removeGoal, setGoal, typeActual } from './cases/goals.ts'
import { setLegalName } from './cases/legal-names.ts'
import { noteMedicalRead } from './cases/medical.ts'
import { askFor, cancelNeed } from './cases/needs.ts'
import { keepPicture, publishPicture, removePicture } from './cases/pictures.ts'
import { createProgramme } from './cases/programmes.ts'
import { reverseExpense } from './cases/reverse-expense.ts'
import { changeStage } from './cases/stages.ts'
import { approveUpdate, declineUpdate, submitUpdate, writeUpdate } from './cases/updates.ts'
import { setUsualCosts } from './cases/usual-costs.ts'
import { changeConnectorAccount, createConnectorAccount } from './connectors/accounts.ts'
import { setPlatformProject } from './connectors/actions.ts'
import { changePartner, createPartner, meanForPartner } from './connectors/platform/partners.ts'
import { stopFormerSecret } from './conversations/accounts/former-secret.ts'
import { changeChannelAccount, createChannelAccount } from './conversations/accounts.ts'
import { setCommentRule } from './conversations/comments/rule.ts'
import { ensureConversations } from './conversations/conversations.ts'
import { assignConversation, setConversationState } from './conversations/inbox/inbox.ts'
import { addSavedReply, changeSavedReply, removeSavedReply } from './conversations/inbox/saved-replies.ts'
import { keepSentFile } from './conversations/media/sent-files.ts'
import { setMenu } from './conversations/menus/menus.ts'
import { changeSending, usualSending } from './conversations/sending/sending-settings.ts'
import { removeTemplate, writeTemplate } from './conversations/templates/by-hand.ts'
import { approveRound, declineRound } from './feedback/approve.ts'
import { recallRound } from './feedback/recall.ts'
import { planRound, submitRound } from './feedback/rounds.ts'
import { putTemplate, removeFeedbackTemplate } from './feedback/templates.ts'
import { changeWish } from './feedback/wishes.ts'
import { recordManualGift } from './gifts/by-hand.ts'
import { endDeclineWave } from './gifts/declines/end-wave.ts'
import { stopFormerPaymentSecret } from './gifts/former-payment-secret.ts'
import { approvePaymentChange, declinePaymentChange, withdrawPaymentChange } from './gifts/payment-changes/decide.ts'
import { proposePaymentAccount, proposePaymentAccountChange } from './gifts/payment-changes/propose.ts'
import { changePublicName } from './gifts/public-name.ts'
import { issueReceiptByHand } from './gifts/receipts/issue.ts'
import { receiptPdf } from './gifts/receipts/print.ts'
import { voidReceiptByHand } from './gifts/receipts/void.ts'
import { endRecurring, expectInstalments, missInstalment, receiveInstalment } from './gifts/recurring/instalments.ts'
import { declineMandate, settleMandate } from './gifts/recurring/mandate-decide.ts'
import { fileMandate } from './gifts/recurring/mandate-file.ts'
import { approveRefund, declineRefund, requestRefund } from './gifts/refund.ts'
import { openCampaign, sandboxSecret } from './gifts/testing.ts'
import { rotateKey } from './log/rotate-key.ts'
import { watchLog } from './log/witnessed.ts'
import { addWitness, removeWitness } from './log/witnesses.ts'
import { changeLegalEntity, createLegalEntity } from './organisations/legal-entities.ts'
import { changeMember, createMember } from './organisations/members.ts'
import { changeOrganisation } from './organisations/organisations.ts'
import { openTestHouse, type TestHouse } from './organisations/testing.ts'
import { ensureIdentities } from './people/identities.ts'
import { changePerson, createPerson } from './people/persons.ts'
import { recordConsents } from './people/profile.ts'
import { carryOnTagRun } from './people/tag-batches.ts'
import { startTagRun, undoTagRun } from './people/tag-runs.ts'
import { removeTag, renameTag } from './people/tag-words.ts'
import { setTags } from './people/tags.ts'
import { newId } from './platform/ids.ts'
import type { Scope } from './platform/scope.ts'
import { letterPdf } from './platform/testing/pdf.ts'
import { witnessOf } from './proofs/cosign.ts'
import { writeWitnessKey } from './proofs/cosignature.ts'
import { writeKey } from './proofs/note.ts'
import { signerOf } from './proofs/note-sign.ts'

/** Every deed leaves its line: who, what, to what, what it was and what it is. One organisation's year, deed by deed. */
let house: TestHouse
let owner: Scope
let colleague: Scope
beforeAll(async () => {
  house = await openTestHouse()
  owner = await house.member('owner', 'finance', 'programme_officer', 'fundraiser')
  colleague = await house.member('owner', 'finance', 'programme_officer')
})
afterAll(() => house.close())

interface Line {
  id: string
  action: string
  actor_id: string
  before: unknown
  after: unknown
}

/** What the tests below saw written, to be compared with what the sources say exists. */
const seen = new Set<string>()
const read = new Set<string>()

/** Does a deed; its line must be the only new ones of this action, by this member. Answers what the deed answered. */
async function deed<Answer>(
  action: string,
  particulars: { by?: Scope; has?: readonly ('before' | 'after')[]; never?: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { by = owner, has = [], never } = particulars
  const earlier = new Set((await lines()).map(({ id }) => id))
  const answer = await work()
  const written = (await lines()).filter(({ id }) => !earlier.has(id))
  const own = written.filter((line) => line.action === action)
  expect([action, own.length]).toEqual([action, 1])
  const [line] = own
  expect([action, line?.actor_id]).toEqual([action, by.actor.kind === 'member' ? by.actor.id : ''])
  for (const part of has) expect([action, part, line?.[part]]).toEqual([action, part, expect.anything()])
  if (has.includes('before')) expect([action, line?.before]).not.toEqual([action, line?.after])
  if (never !== undefined) expect(JSON.stringify(written)).not.toContain(never)
  seen.add(action)
  return answer
}

async function lines(): Promise<Line[]> {
  const { rows } = await house.context.databases.owner.query<Line>(
    'select audit_entry_id as id, action, actor_id, before, after from audit_entries',
  )
  return rows
}

const both = { has: ['before', 'after'] } as const
const after = { has: ['after'] } as const

test('the organisation and those who work in it', async () => {
  await deed('organisation.change', both, () => changeOrganisation(owner, { name: 'Evening Light' }))
  await deed('organisation.sending', both, () => changeSending(owner, { ...usualSending, whenCapped: 'skip' }))
  const entity = { name: 'A', country: 'IT', address: 'Via Roma 1', registrationNumber: '1', approvalNumber: null }
  const id = await deed('organisation.legal-entity-create', after, () =>
    createLegalEntity(owner, { ...entity, receiptPrefix: 'EL' }),
  )
  await deed('organisation.legal-entity-change', both, () =>
    changeLegalEntity(owner, id, { ...entity, name: 'B', receiptPrefix: 'EL' }),
  )
  const password = 'three lanterns over the river'
  const { memberId } = await deed('members.create', { ...after, never: password }, () =>
    createMember(owner, { name: 'Mei', email: 'mei@example.org', language: 'en', roles: ['viewer'], password }),
  )
  await deed('members.change', both, () => changeMember(owner, memberId, { roles: ['agent'] }))
})

test('channels and payments, without a secret', async () => {
  const channelSecret = '0123456789abcdef0123456789abcdef'
  const account = { kind: 'line', name: 'LINE', config: { channelId: '1234567890', channelSecret } } as const
  const channelId = await deed('channels.connect', { ...after, never: channelSecret }, () =>
    createChannelAccount(owner, account),
  )
  const renewed = channelSecret.replaceAll('0', 'f')
  await deed('channels.change', { ...both, never: renewed }, () =>
    changeChannelAccount(owner, channelId, { name: 'New', config: { channelSecret: renewed } }),
  )
  await deed('channels.stop-former-secret', {}, () => stopFormerSecret(owner, channelId))
  const entries = [{ label: 'Give', action: { type: 'postback', payload: 'give' } as const }]
  await deed('channels.menu', both, () => setMenu(owner, channelId, { audience: 'everyone', entries }))
  const play = { provider: 'sandbox', name: 'Test page', currency: 'TWD', config: { secret: sandboxSecret } } as const
  const first = await deed('payments.create', { ...after, never: sandboxSecret }, () =>
    proposePaymentAccount(owner, play),
  )
  const paymentId = first.isDone ? first.paymentAccountId : ''
  await deed('payments.change', both, () => proposePaymentAccountChange(owner, paymentId, { name: 'Renamed' }))
  const secret = 'another secret of the tests, over 32 letters'
  const propose = () =>
    deed('payments.propose-change', { ...after, never: secret }, async () => {
      const proposed = await proposePaymentAccountChange(owner, paymentId, { config: { secret } })
      return proposed.isDone ? '' : proposed.changeId
    })
  const withdrawn = await propose()
  await deed('payments.withdraw-change', {}, () => withdrawPaymentChange(owner, withdrawn))
  const by = colleague
  const declined = await propose()
  await deed('payments.decline-change', { by }, () => declinePaymentChange(colleague, declined))
  const approved = await propose()
  const approve = { ...after, by, never: secret }
  await deed('payments.approve-change', approve, () => approvePaymentChange(colleague, approved))
  await deed('payments.stop-former-secret', {}, () => stopFormerPaymentSecret(owner, paymentId))
  const wave = newId(house.clock.now())
  await house.context.databases.owner.query(
    `insert into decline_waves (organisation_id, decline_wave_id, payment_account_id, began_at, alarmed_at, declines, networks)
     values ($1, $2, $3, now(), now(), 5, 1)`,
    [house.organisationId, wave, paymentId],
  )
  await deed('payments.end-wave', after, () => endDeclineWave(owner, wave))
})

test('what is said in public, answered or not', async () => {
  const config = { pageId: '106540352242922', accessToken: 'EAAG-a-pages-own-token', verifyToken: 'a-token-of-our-own' }
  const secret = '0123456789abcdef0123456789abcdef'
  const account = { kind: 'messenger', name: 'Page', config: { ...config, appSecret: secret } } as const
  const id = await createChannelAccount(owner, account)
  await deed('channels.comments', both, () => setCommentRule(owner, id, { isOn: true, keywords: ['help'], words: {} }))
})

test('a signed mandate, and what recurs by it', async () => {
  const campaignId = await openCampaign(owner, { slug: 'by-mandate' })
  const conversation = await talkWithPhoto()
  const fileOne = (place: number) => fileMandate(owner, { messageId: conversation, place })
  const declined = await deed('mandates.file', after, () => fileOne(0))
  await deed('mandates.decline', after, () => declineMandate(owner, declined, 'Not signed'))
  const account = '0081234567'
  const amount = { amountMinor: 50_000n, currency: 'TWD' }
  const paper = {
    campaignId,
    donorName: 'Mei',
    ...amount,
    rhythm: 'monthly',
    startsOn: '2026-01-05',
    dueDay: 5,
    account,
  } as const
  const filed = await fileOne(1)
  const recurringGiftId = await deed('recurring.create', { ...after, never: account }, () =>
    settleMandate(owner, filed, paper),
  )
  await owner.transaction(expectInstalments)
  const seen = { amountMinor: 50_000n, receivedOn: '2026-01-05' }
  await deed('recurring.receive', after, () => receiveInstalment(owner, { recurringGiftId, number: 0 }, seen))
  await deed('recurring.miss', after, () => missInstalment(owner, { recurringGiftId, number: 1 }))
  await deed('recurring.end', both, () => endRecurring(owner, recurringGiftId))
})

/** A message with two photos that have been fetched; answers its id. */
async function talkWithPhoto(): Promise<string> {
  const config = { channelId: '1234567891', channelSecret: '0123456789abcdef0123456789abcdef' }
  const accountId = await createChannelAccount(owner, { kind: 'line', name: 'Photos', config })
  const files = [newId(house.clock.now()), newId(house.clock.now())]
  for (const fileId of files)
    await house.context.files.keep({ organisationId: house.organisationId, fileId }, 'whole', Buffer.from('a photo'))
  return house.scope.transaction(async (transaction) => {
    const { db, organisationId, now } = transaction
    const seen = [{ address: 'U-photo' }]
    const [identity] = (await ensureIdentities(transaction, accountId, seen, { name: 'Mei', language: 'en' })).values()
    const [talk] = (await ensureConversations(transaction, accountId, [identity?.identityId ?? ''])).values()
    const ids = { organisation_id: organisationId, conversation_id: talk?.conversationId ?? '' }
    const message_id = newId(now)
    const told = { direction: 'in', author_kind: 'person', at: now, recorded_at: now, content: '{}' }
    await db
      .insertInto('messages')
      .values({ ...ids, message_id, ...told })
      .execute()
    const kept = { state: 'fetched', media_type: 'image/jpeg', byte_length: 7n, file_name: 'p.jpg', source: 'p' }
    const rows = files.map((file_id, place) => ({ ...ids, message_id, place, file_id, ...kept, next_attempt_at: now }))
    await db
      .insertInto('message_media')
      .values(rows.map((row) => ({ ...row, channel_account_id: accountId })))
      .execute()
    return message_id
  })
}

test('people, campaigns, gifts, refunds and receipts', async () => {
  const person = { displayName: 'Lin', language: 'en' } as const
  const personId = await house.scope.transaction((tx) => createPerson(tx, person))
  await deed('people.change', both, () => changePerson(owner, personId, { displayName: 'Lin Mei' }))
  const sought = { personIds: [personId] }
  const many = { deed: 'give' as const, tags: ['vip', 'choir'], sought }
  const runId = await deed('people.tag-many', after, () => startTagRun(owner, many))
  await carryOnTagRun(house.scope, runId)
  await deed('people.undo-tag-many', after, () => undoTagRun(owner, runId))
  await carryOnTagRun(house.scope, runId)
  await deed('people.tag', both, () => setTags(owner, personId, ['vip', 'choir']))
  const rename = (from: string, to: string) => () => renameTag(owner, { from, to, merge: true }, [])
  await deed('people.rename-tag', both, rename('vip', 'friend'))
  await deed('people.merge-tags', both, rename('friend', 'choir'))
  await deed('people.remove-tag', { has: ['before'] }, () => removeTag(owner, 'choir'))
  await deed('people.feedback-wish', both, () => changeWish(owner, personId, { rhythm: 'monthly', content: 'all' }))
  await deed('people.consent', after, () =>
    recordConsents(owner, personId, [{ purpose: 'feedback', channel: 'all', granted: true }]),
  )
  await deed('campaigns.create-fund', after, () =>
    createFund(owner, { code: 'other', name: 'Other', isRestricted: false }),
  )
  const campaignId = await deed('campaigns.create', after, () => openCampaign(owner))
  await deed('campaigns.change', both, () => changeCampaign(owner, campaignId, { goalMinor: 5_000_000n }))
  await deed('connectors.set-project', after, () =>
    setPlatformProject(owner, { platform: 'tencent', projectId: '1', campaignId }),
  )
  const gift = {
    ...{ campaignId, personId, donorName: 'Lin', amountMinor: 100_000n, currency: 'TWD', givenOn: '2026-03-01' },
    ...{ receiptWish: 'each' as const, taxIdentifier: 'A123456789' },
    language: 'en',
  } as const
  const giftId = await deed('gifts.record', { ...after, never: 'A123456789' }, () => recordManualGift(owner, gift))
  await deed('gifts.public-name', both, () => changePublicName(owner, giftId, 'initials'))
  const receiptId = await deed('receipts.issue', after, () => issueReceiptByHand(owner, giftId))
  await deed('receipts.print', {}, () => receiptPdf(owner, receiptId))
  await deed('receipts.void', after, () => voidReceiptByHand(owner, receiptId, { reason: 'misprint', replace: false }))
  const ask = () => requestRefund(owner, giftId, { amountMinor: 1_000n, reason: 'asked' })
  const first = await deed('gifts.request-refund', after, ask)
  await deed('gifts.decline-refund', { by: colleague }, () => declineRefund(colleague, first))
  const second = await ask()
  await deed('gifts.approve-refund', { by: colleague }, () => approveRefund(colleague, second))
})

test('programmes, cases, needs, expenses, stages, updates and rounds', async () => {
  const fundId = await createFund(owner, { code: 'cleft', name: 'Cleft', isRestricted: true })
  const programme = { slug: 'cleft', fundId, currency: 'TWD', name: { en: 'Cleft' }, picture: 'cleft' }
  const programmeId = await deed('cases.create-programme', after, () => createProgramme(owner, programme))
  const aim = { name: { en: 'Operations' }, unit: { en: 'children' } }
  const goalId = await deed('cases.set-goal', after, () =>
    setGoal(owner, { programmeId, ...aim, source: 'typed', target: 10n }),
  )
  const period = { goalId, from: '2026-03-01', to: '2026-03-31' }
  await deed('cases.type-actual', after, () => typeActual(owner, { ...period, value: 3n }))
  await deed('cases.remove-goal', after, () => removeGoal(owner, goalId))
  const costs = [{ item: 'surgery', amountMinor: 1_000n } as const]
  await deed('cases.set-costs', both, () => setUsualCosts(owner, programmeId, costs))
  const child = { programmeId, ageBand: '2-5', region: 'hualien', conditionClass: 'cleft', picture: 'cleft' } as const
  const caseId = await deed('cases.open', after, () => registerCase(owner, { ...child, pseudonym: 'Star' }))
  await deed('cases.read-medical', {}, () => owner.transaction((tx) => noteMedicalRead(tx, caseId)))
  const paper = { guardian: 'Lin Mei-hua', relation: 'mother', evidence: 'Form 7' } as const
  const days = { givenOn: '2026-03-01', expiresOn: '2026-12-31' }
  const grants = [{ field: 'pseudonym', purpose: 'appeal' } as const]
  const another = await registerCase(owner, { ...child, pseudonym: 'Moon' })
  const consentId = await deed('cases.record-consent', { ...after, never: 'Lin Mei-hua' }, () =>
    recordConsent(owner, { caseId: another, ...paper, ...days, grants }),
  )
  await deed('cases.set-legal-name', { never: 'Wu Ming' }, () => setLegalName(owner, caseId, 'Wu Ming'))
  const page = { bytes: letterPdf() }
  const paperId = await deed('cases.attach-paper', after, () => attachPaper(owner, consentId, page))
  await deed('cases.read-paper', after, () => readPaper(owner, paperId))
  for (const pseudonym of ['Wind', 'Rain', 'Snow']) await registerCase(owner, { ...child, pseudonym })
  const allowed = [{ field: 'picture', purpose: 'appeal' } as const]
  await recordConsent(owner, { caseId: another, ...paper, ...days, grants: allowed })
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer()
  const pictureId = await deed('cases.keep-picture', after, () =>
    keepPicture(owner, { caseId: another, bytes, boxes: [] }),
  )
  await deed('cases.publish-picture', { ...after, by: colleague }, () => publishPicture(colleague, pictureId))
  await deed('cases.remove-picture', after, () => removePicture(owner, pictureId))
  await deed('cases.end-consent', after, () => withdrawConsent(owner, consentId, 'Asked by phone'))
  const need = { caseId, item: 'surgery', amountMinor: 100_000n } as const
  const needId = await deed('cases.add-need', after, () => askFor(owner, need))
  const campaignId = await openCampaign(owner, { slug: 'cleft', fundId })
  const giftId = await giveTestGift(house.scope, { fundId, campaignId, programmeId }, { amountMinor: 100_000n })
  await house.scope.transaction((tx) => portionGift(tx, giftId))
  await allocate(house.scope, fundId)
  await deed('allocations.designate', after, () => designateGift(owner, giftId, { caseId, beyond: 'fund' }))
  await deed('allocations.put-forward', after, () => putForward(owner, caseId, 1))
  const spent = { caseId, needId, amountMinor: 1_000n, spentOn: '2026-03-01', documentNote: 'Bill' }
  const expenseId = await deed('expenses.record', after, () => recordExpense(owner, spent))
  await deed('expenses.reverse', after, () => reverseExpense(owner, expenseId, 'Typed twice'))
  const spare = await askFor(owner, { ...need, item: 'travel' })
  await deed('cases.cancel-need', {}, () => cancelNeed(owner, spare))

  const write = () => writeUpdate(owner, { caseId, stage: 'approved', isDraft: true })
  const declined = await deed('updates.write', after, write)
  await deed('updates.submit', {}, () => submitUpdate(owner, declined))
  await deed('updates.decline', { ...after, by: colleague }, () => declineUpdate(colleague, declined, 'Too short'))
  const letter = { caseId, kind: 'check_up', document: { bytes: letterPdf() } } as const
  const documentId = await deed('cases.keep-document', after, () => keepDocument(owner, letter))
  await deed('cases.read-document', after, () => readDocument(owner, documentId))
  const useless = await keepDocument(owner, letter)
  await deed('cases.remove-document', after, () => removeDocument(owner, useless))
  const approved = await writeUpdate(owner, { caseId, stage: 'approved' })
  await deed('updates.attach', after, () => attachProof(owner, approved, { documentId }))
  await deed('updates.approve', { ...after, by: colleague }, () =>
    approveUpdate(colleague, approved, { languages: [] }),
  )

  const plan = () => planRound(owner, { programmeId })
  const roundId = await deed('rounds.plan', after, plan)
  await deed('rounds.submit', {}, () => submitRound(owner, roundId))
  await deed('rounds.decline', { by: colleague }, () => declineRound(colleague, roundId))
  await submitRound(owner, roundId)
  await deed('rounds.approve', { by: colleague }, () => approveRound(colleague, roundId))
  await deed('rounds.recall', { ...after, by: colleague }, () => recallRound(colleague, roundId))
  const words = { title: 'News', text: '{{ news }} {{ share }}', label: 'Look' }
  const place = { kind: 'news', channel: 'all', language: 'en' } as const
  await deed('rounds.template', after, () => putTemplate(owner, programmeId, { ...place, ...words }))
  await deed('rounds.remove-template', { has: ['before'] }, () => removeFeedbackTemplate(owner, programmeId, place))
  await deed('cases.change-stage', both, () => changeStage(owner, { caseId, to: 'withdrawn' }))
})

test('broadcasts', async () => {
  const contents = { en: { blocks: [{ type: 'text' as const, text: 'Dear {{name}}' }], quickReplies: [] } }
  const written = {
    ...{ name: 'Spring', purpose: 'appeals' as const, audience: anyOf({ kind: 'reachable' }), contents },
    ...{
      fallbackLanguage: 'en' as const,
      schedule: { kind: 'now' as const },
      notAfter: null,
      leavers: 'keep' as const,
    },
  }
  const kept = { name: 'Choir', audience: anyOf({ kind: 'tagged', tags: ['choir'] }) }
  const segmentId = await deed('broadcasts.keep-segment', after, () => keepSegment(owner, kept))
  await deed('broadcasts.change-segment', both, () => changeSegment(owner, segmentId, { name: 'Singers' }))
  await deed('broadcasts.archive-segment', after, () => archiveSegment(owner, segmentId, true))
  await deed('broadcasts.restore-segment', after, () => archiveSegment(owner, segmentId, false))
  const id = await deed('broadcasts.create', after, () => createBroadcast(owner, written))
  await deed('broadcasts.change', both, () => changeDraft(owner, id, { name: 'Summer' }))
  await deed('broadcasts.submit', {}, () => submitBroadcast(owner, id))
  const releaser = await house.member('fundraiser')
  const by = { by: releaser }
  await deed('broadcasts.decline', { ...after, ...by }, () => declineBroadcast(releaser, id, 'Say what for'))
  await submitBroadcast(owner, id)
  await deed('broadcasts.approve', { ...after, ...by }, () => approveBroadcast(releaser, id))
  await deed('broadcasts.pause', { ...after, ...by }, () => pauseBroadcast(releaser, id))
  await deed('broadcasts.resume', by, () => resumeBroadcast(releaser, id))
  await deed('broadcasts.cancel', { ...after, ...by }, () => cancelBroadcast(releaser, id))
})

test('giving platforms and partners; no secret is in their lines', async () => {
  const secret = 'a secret of the tests, over 32 letters'
  const config = { baseUrl: 'https://give.example.org', keyId: 'k', secret }
  const account = { kind: 'rest', platform: 'give', name: 'Give', config } as const
  const id = await deed('connectors.create', { ...after, never: secret }, () => createConnectorAccount(owner, account))
  const paused = { state: 'paused', config: { secret: `${secret}!` } } as const
  await deed('connectors.change', { ...both, never: secret }, () => changeConnectorAccount(owner, id, paused))
  const partner = await deed('connectors.create-partner', after, () => createPartner(owner, { name: 'Sunrise' }))
  await deed('connectors.change-partner', both, () => changePartner(owner, partner.id, { state: 'paused' }))
  const [campaign] = await house.scope.transaction(listCampaigns)
  const meant = { campaignId: campaign?.campaignId ?? '', programmeCode: 'cleft' }
  await deed('connectors.mean-for', after, () => meanForPartner(owner, partner.id, meant))
})

test('the team’s own sentences', async () => {
  const thanks = { name: 'Thanks', texts: { en: 'Thank you.' } }
  const both = { has: ['before', 'after'] } as const
  const { id } = await deed('conversations.add-saved-reply', { has: ['after'] }, () => addSavedReply(owner, thanks))
  const warmer = { ...thanks, texts: { en: 'Thank you so much.' } }
  await deed('conversations.saved-reply', both, () => changeSavedReply(owner, id, warmer))
  await deed('conversations.remove-saved-reply', { has: ['before'] }, () => removeSavedReply(owner, id))
})

test('whose a conversation is, and where it stands', async () => {
  const config = { channelId: '7654321098', channelSecret: 'f'.repeat(32) }
  const accountId = await createChannelAccount(owner, { kind: 'line', name: 'Desk', config })
  const id = await owner.transaction(async (tx) => {
    const [identity] = (
      await ensureIdentities(tx, accountId, [{ address: 'U-talk' }], { name: 'Mei', language: 'en' })
    ).values()
    const [talk] = (await ensureConversations(tx, accountId, [identity?.identityId ?? ''])).values()
    return talk?.conversationId ?? ''
  })
  const memberId = owner.actor.kind === 'member' ? owner.actor.id : ''
  await deed('conversations.assign', both, () => assignConversation(owner, id, memberId))
  await deed('conversations.state', both, () => setConversationState(owner, id, 'resolved'))
})

test('a file to be sent, and a template copied from the provider', async () => {
  const bytes = await sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  await deed('conversations.file', {}, () => keepSentFile(owner, bytes, 'garden.png'))
  const config = { appId: `wx${'a'.repeat(16)}`, appSecret: 'b'.repeat(32), token: 'weixin' }
  const channelAccountId = await createChannelAccount(owner, { kind: 'wechat', name: 'WeChat', config })
  const typed = { channelAccountId, name: 't-1', language: 'zh_CN', text: '{{first.DATA}}', takesUrl: false }
  const { id } = await deed('channels.add-template', { has: ['after'] }, () => writeTemplate(owner, typed))
  await deed('channels.template', both, () => writeTemplate(owner, { ...typed, text: '{{keyword1.DATA}}' }))
  await deed('channels.remove-template', { has: ['before'] }, () => removeTemplate(owner, id))
})

test('whose log is cosigned, who cosigns ours, and the key it is signed with', async () => {
  const key = writeKey(signerOf('other.example/log', new Uint8Array(32).fill(1)))
  const vkey = writeWitnessKey(witnessOf('witness.example', new Uint8Array(32).fill(2)))
  await deed('log.watched', { has: ['after'] }, () => watchLog(owner, key))
  const url = 'https://witness.example'
  const id = await deed('log.witness-added', { has: ['after'] }, () => addWitness(owner, { vkey, url }))
  await deed('log.witness-removed', { has: ['before'] }, () => removeWitness(owner, id))
  await deed('log.key-rotated', { has: ['before', 'after'] }, () => rotateKey(owner))
})

/** Deeds whose lines are shown elsewhere, or need a provider, a file or a browser; each is named so that a new one is noticed. */
const elsewhere = [
  'books.check',
  'books.explain',
  'books.payouts',
  ...['connectors.resolve-exception', 'gifts.confirm', 'gifts.resolve-exception', 'imports.apply', 'members.accept'],
  ...[
    'members.invite',
    'members.second-factor-off',
    'cases.read-original',
    'cases.erase',
    'connectors.renew-secret',
    'connectors.settle-call-back',
    'people.accept-suggestion',
    'people.ask-address',
    'people.ask-erasure',
    'people.dismiss-suggestion',
    'people.erase',
    'people.link-identity',
    'people.merge',
    'people.withdraw-erasure',
  ],
  ...[
    'conversations.decide-unknown',
    'conversations.note',
    'conversations.reply',
    'conversations.staff-link',
    'rounds.link',
    'scripts.hand-off',
    'scripts.incident',
  ],
  ...['payments.begin-wave', 'payments.delay-change', 'payments.effect-change', 'payments.lapse-change'],
  ...['sessions.end', 'sessions.end-others', 'updates.link'],
]

test('no deed of the sources is missing here', () => {
  const source = dirname(fileURLToPath(import.meta.url))
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ts$/.test(path) || /\.(test|fixture|generated)\.ts$/.test(path)) continue
    const text = readFileSync(join(source, path), 'utf8')
    for (const written of [/action(?: =|:)[^\n]*?'([a-z-]+\.[a-z-]+)'/g, /\bchange\(scope, \w+, '([a-z-]+\.[a-z-]+)'/g])
      for (const [, action = ''] of text.matchAll(written)) read.add(action)
  }
  expect([...read].filter((action) => !seen.has(action) && !elsewhere.includes(action))).toEqual([])
})
