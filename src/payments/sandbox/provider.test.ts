import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Money, money } from '../../platform/money.ts'
import { conformance, kitContext, requestOf } from '../kit/conformance.ts'
import type { PaymentIntent } from '../provider.ts'
import { type SandboxMessage, writeMessage } from './message.ts'
import { sandbox } from './provider.ts'

const secret = 'a secret of the demo, 32 letters long'
const config = sandbox.parseConfig({ secret })
const intent: PaymentIntent = {
  reference: 'RSC7K3MPQ2X',
  amount: money(100_000n, 'TWD'),
  purpose: 'Morning light',
  language: 'en',
}
const message: SandboxMessage = {
  reference: intent.reference,
  result: 'paid',
  amount: intent.amount,
  at: new Date('2026-01-10T11:00:00Z'),
}

function callback(result: SandboxMessage['result'], reference = intent.reference, amount: Money = intent.amount) {
  const { body, headers } = writeMessage({ ...message, result, reference, amount }, secret)
  return requestOf(Buffer.from(body), 'POST', { ...headers })
}

conformance(sandbox, {
  settings: { secret },
  intent,
  paid: (reference, amount) => callback('paid', reference, amount),
  acknowledgement: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' },
  reserialise: (request) => ({
    ...request,
    body: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(request.body).toString()), null, 1)),
  }),
  recordings: [
    {
      name: 'success',
      request: callback('paid'),
      event: { type: 'paid', reference: 'RSC7K3MPQ2X', amount: intent.amount, at: message.at, simulated: false },
    },
    { name: 'failure', request: callback('failed'), event: { type: 'failed' } },
    {
      name: 'signed words that mean nothing',
      request: requestOf(Buffer.from('{"result":"perhaps"}'), 'POST', {
        'x-sandbox-signature': createHmac('sha256', secret).update('{"result":"perhaps"}').digest('hex'),
      }),
      event: { type: 'unknown', amount: null },
    },
  ],
})

describe('the test pay page', () => {
  test('is on our own server and moves play money', () => {
    const { action } = sandbox.create(intent, config, kitContext)
    expect(action).toMatchObject({ kind: 'redirect', url: 'http://127.0.0.1:3000/sandbox/pay/RSC7K3MPQ2X' })
    expect(sandbox.isPlayMoney(config)).toBe(true)
  })

  test('can be asked when it never called', () => {
    const request = sandbox.query('RSC7K3MPQ2X', config, kitContext)
    expect(request).toMatchObject({ method: 'GET', url: 'http://127.0.0.1:3000/sandbox/pay/RSC7K3MPQ2X/state' })
    const answer = (result: SandboxMessage['result']) => ({
      status: 200,
      ...writeMessage({ ...message, result }, secret),
    })
    expect(sandbox.readState(answer('waiting'), config, kitContext.now)).toMatchObject({
      event: { type: 'requires_action' },
    })
    const [called] = sandbox.receive(callback('paid'), config, kitContext.now).events
    expect(sandbox.readState(answer('paid'), config, kitContext.now)).toEqual({ kind: 'reported', event: called })
    expect(sandbox.readState({ status: 404, headers: {}, body: '' }, config, kitContext.now)).toEqual({
      kind: 'not-found',
    })
  })
})
