import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personalise, withLastLine } from '../../../src/broadcasts/personalise.ts'
import { outboundMessage } from '../../../src/channels/message.ts'
import { received } from './received.ts'
import { isWritten, messageOf } from './written.ts'

const words = fc.constantFrom('', 'Spring', 'Dear {{name}},\nthank you, {{ name }}')
const address = fc.constantFrom('', 'https://example.org/a.jpg')
const anything = fc.record({
  ...{ title: words, text: words, pictureWords: words, buttonLabel: words },
  ...{ picture: address, buttonUrl: address, templates: fc.constant([]) },
})

test('what the desk shows is what the server writes for one person', () => {
  fc.assert(
    fc.property(anything, (written) => {
      fc.pre(isWritten(written) && (written.title + written.text !== '' || written.buttonUrl === ''))
      const message = messageOf(written)
      const sent = withLastLine(personalise(outboundMessage.parse(message), '$& Mei'), 'Write STOP.')
      expect(received(message, { name: '$& Mei', stop: 'Write STOP.' })).toEqual(sent)
    }),
  )
})
