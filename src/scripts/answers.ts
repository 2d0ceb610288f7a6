import { inSavepoint } from '../conversations/savepoint.ts'
import { describeError } from '../platform/log.ts'
import type { Transaction } from '../platform/scope.ts'
import { makeGiveLink, openCode } from './codes.ts'
import type { Facts } from './input.ts'
import type { Json } from './json.ts'
import { listGifts, listProjects, listReceipts, listTraces } from './look-ups.ts'
import type { Answer, Ask } from './respond.ts'
import type { Talk } from './talk.ts'

/** Answers what scripts ask, each question in a savepoint: one that fails leaves the turn's other writes standing. */
export function answersIn(transaction: Transaction, talk: Talk): Answer {
  return async (ask, facts) => {
    try {
      return await inSavepoint(transaction, () => find(transaction, talk, ask, facts))
    } catch (error) {
      transaction.context.log.error(
        { ask: ask.name, ...describeError(error) },
        'A script asked for something that failed',
      )
      throw error
    }
  }
}

function find(transaction: Transaction, talk: Talk, ask: Ask, { language }: Facts): Promise<Json> {
  const { personId } = talk
  const parameter = (name: string) => String(ask.parameters[name] ?? '')
  switch (ask.name) {
    case 'projects.list':
      return listProjects(transaction, language)
    case 'give.link':
      return makeGiveLink(transaction, talk, parameter('campaignId'))
    case 'gifts.list':
      return listGifts(transaction, personId, language)
    case 'traces.list':
      return listTraces(transaction, personId, language)
    case 'receipts.list':
      return listReceipts(transaction, personId, language)
    case 'code.open':
      return openCode(transaction, talk, parameter('code'), language)
  }
}
