import type { Language } from '../platform/languages.ts'
import { normalise } from './normalise.ts'

/**
 * The words that end messages, by language; English also carries the words telephone networks have trained people to
 * use. Words that only mean "cancel this step" (取消, キャンセル) are left to the scripts.
 */
const stopWords: Record<Language, readonly string[]> = {
  en: ['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out', 'opt-out'],
  it: [
    'annulla',
    'disiscrivimi',
    'disiscriviti',
    'disiscrizione',
    'annulla iscrizione',
    'cancellami',
    'rimuovimi',
    'basta',
  ],
  ja: [
    '配信停止',
    '配信停止希望',
    '配信を停止',
    '配信解除',
    '登録解除',
    '購読解除',
    '停止',
    '解除',
    '退会',
    'ストップ',
  ],
  'zh-Hant': ['退訂', '退訂閱', '取消訂閱', '停止訂閱', '停止接收', '停止', '拒收'],
  'zh-Hans': ['退订', '取消订阅', '停止订阅', '停止接收', '停止', '拒收', 'td'],
}

const startWords: Record<Language, readonly string[]> = {
  en: ['start', 'unstop', 'subscribe', 'resubscribe', 'restart', 'optin', 'opt in', 'opt-in'],
  it: ['inizia', 'iscrivimi', 'iscriviti', 'riattiva', 'riprendi'],
  ja: ['配信再開', '配信開始', '配信希望', '購読', '再開'],
  'zh-Hant': ['訂閱', '恢復訂閱', '重新訂閱', '恢復接收'],
  'zh-Hans': ['订阅', '恢复订阅', '重新订阅', '恢复接收'],
}

const stops = new Set(Object.values(stopWords).flat().map(normalise))
const starts = new Set(Object.values(startWords).flat().map(normalise))

/**
 * Reads a whole message as the wish to end or resume feedback and appeals, in any of the five languages whatever the
 * person's own is. A sentence that merely contains such a word ("We must STOP this bill") is neither.
 */
export function readStopWord(text: string): 'stop' | 'start' | null {
  const word = normalise(text)
  if (stops.has(word)) return 'stop'
  return starts.has(word) ? 'start' : null
}
