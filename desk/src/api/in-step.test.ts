import { expectTypeOf, test } from 'vitest'
import type { paths } from '../api.generated.ts'
import type { Books } from './books.ts'
import type { Campaign, CampaignDetail, Fund } from './campaigns.ts'
import type { CaseItem, Programme } from './cases.ts'
import type { ConversationDetail, Message } from './conversations.ts'
import type { DeclineWave } from './decline-waves.ts'
import type { UnknownDelivery } from './deliveries.ts'
import type { Gift, GiftDetail, GiftIntent, PaymentException } from './gifts.ts'
import type { Home } from './home.ts'
import type { ImportDetail, ImportItem, StartedImport } from './imports.ts'
import type { Instalment, Mandate } from './mandates.ts'
import type { AuditLine, Member } from './members.ts'
import type { OrderException } from './orders.ts'
import type { LegalEntity } from './organisation.ts'
import type { PaymentChange } from './payment-changes.ts'
import type { Person, PersonItem, Suggestion } from './people.ts'
import type { Round, RoundDetail, RoundResult } from './rounds.ts'
import type { SavedReply } from './saved-replies.ts'
import type { DemoSignIn, Session } from './session.ts'

/** What a GET answers, by the description of the API. */
type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never
type Item<Path extends keyof paths> = Answer<Path> extends { items: (infer One)[] } ? One : never

// Checked by tsc, not at run time: an answer of the API must fit what the desk reads in it.
test('what the API answers fits what the desk reads', () => {
  expectTypeOf<Answer<'/api/session'>>().toExtend<Session>()
  expectTypeOf<Answer<'/api/home'>>().toExtend<Home>()
  expectTypeOf<Item<'/api/conversations/{id}/messages'>>().toExtend<Pick<Message, 'id' | 'direction' | 'delivery'>>()
  expectTypeOf<Answer<'/api/conversations/{id}'>>().toExtend<
    Pick<ConversationDetail, 'window' | 'takes' | 'elsewhere'>
  >()
  expectTypeOf<Item<'/api/deliveries/unknown'>>().toExtend<UnknownDelivery>()
  expectTypeOf<Item<'/api/saved-replies'>>().toExtend<SavedReply>()
  expectTypeOf<Item<'/api/people'>>().toExtend<PersonItem>()
  expectTypeOf<Answer<'/api/people/{id}'>>().toExtend<Pick<Person, 'mergedIntoId' | 'suggestions'>>()
  expectTypeOf<Item<'/api/person-suggestions'>>().toExtend<Suggestion>()
  expectTypeOf<Item<'/api/campaigns'>>().toExtend<Campaign>()
  expectTypeOf<Answer<'/api/campaigns/{id}'>>().toExtend<CampaignDetail>()
  expectTypeOf<Item<'/api/funds'>>().toExtend<Fund>()
  expectTypeOf<Item<'/api/gifts'>>().toExtend<Gift>()
  expectTypeOf<Answer<'/api/gifts/{id}'>>().toExtend<GiftDetail>()
  expectTypeOf<Item<'/api/gift-intents'>>().toExtend<GiftIntent>()
  expectTypeOf<Item<'/api/payment-exceptions'>>().toExtend<PaymentException>()
  expectTypeOf<Item<'/api/decline-waves'>>().toExtend<DeclineWave>()
  expectTypeOf<Item<'/api/payment-changes'>>().toExtend<PaymentChange>()
  expectTypeOf<Item<'/api/mandates'>>().toExtend<Mandate>()
  expectTypeOf<Item<'/api/instalments'>>().toExtend<Instalment>()
  expectTypeOf<Item<'/api/order-exceptions'>>().toExtend<OrderException>()
  expectTypeOf<Item<'/api/demo/sign-ins'>>().toExtend<DemoSignIn>()
  expectTypeOf<Item<'/api/programmes'>>().toExtend<Programme>()
  expectTypeOf<Item<'/api/cases'>>().toExtend<CaseItem>()
  expectTypeOf<Item<'/api/rounds'>>().toExtend<Round>()
  // The description calls the preview nullable because an approved one is; a round read alone always has it.
  expectTypeOf<Omit<Answer<'/api/rounds/{id}'>, 'preview'>>().toExtend<Omit<RoundDetail, 'preview'>>()
  expectTypeOf<Item<'/api/rounds/{id}/results'>>().toExtend<RoundResult>()
  expectTypeOf<Item<'/api/imports'>>().toExtend<ImportItem>()
  expectTypeOf<Answer<'/api/imports/{id}'>>().toExtend<ImportDetail>()
  expectTypeOf<StartedImport>().toHaveProperty('suggestedMapping')
  expectTypeOf<Answer<'/api/books'>>().toExtend<Books>()
  expectTypeOf<Item<'/api/members'>>().toExtend<Member>()
  expectTypeOf<Item<'/api/audit'>>().toExtend<AuditLine>()
  expectTypeOf<Item<'/api/legal-entities'>>().toExtend<LegalEntity>()
})
