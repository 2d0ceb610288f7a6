import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStopWord } from './stop.ts'

describe('STOP and START', () => {
  it.each([
    'STOP',
    'stop',
    ' stop. ',
    'ＳＴＯＰ',
    'Stop!!',
    '/stop',
    '退訂',
    '退订',
    '取消訂閱',
    '取消订阅',
    '配信停止',
    '配信停止。',
    'annulla',
    'Disiscrivimi!',
    'opt out',
    'UNSUBSCRIBE',
    'TD',
    'ストップ',
    '🛑 stop 🛑',
  ])('reads %j as the wish to stop', (text) => {
    expect(readStopWord(text)).toBe('stop')
  })

  it.each(['START', 'start.', '訂閱', '订阅', '配信再開', 'riattiva', 'Subscribe'])(
    'reads %j as the wish to resume',
    (text) => {
      expect(readStopWord(text)).toBe('start')
    },
  )

  it.each([
    'We must STOP this bill',
    'non fermarti',
    "don't stop",
    '停止できますか',
    '請問怎麼退訂',
    'stopped',
    'bus stop',
    'can I start a monthly gift?',
    '',
    '   ',
    '...',
  ])('reads %j as neither', (text) => {
    expect(readStopWord(text)).toBeNull()
  })

  it('ignores whatever punctuation and space surround the word', () => {
    const edge = fc.stringMatching(/^[ .!?。！…\t\n「」]*$/)
    fc.assert(fc.property(edge, edge, (before, after) => readStopWord(`${before}STOP${after}`) === 'stop'))
  })

  it('never reads a word with other words around it', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/)
    fc.assert(fc.property(word, word, (before, after) => readStopWord(`${before} stop ${after}`) === null))
  })
})
