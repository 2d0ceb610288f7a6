const words = {
  en: {
    open: 'Chat with us',
    close: 'Close the chat',
    title: 'Chat',
    log: 'Messages',
    placeholder: 'Write a message',
    send: 'Send',
    offline: 'You are offline. Your messages are kept here and sent as soon as you are back.',
    waiting: 'Not sent yet',
    refused: 'The chat cannot be reached from this page.',
    choices: 'Suggested answers',
  },
  it: {
    open: 'Scrivici in chat',
    close: 'Chiudi la chat',
    title: 'Chat',
    log: 'Messaggi',
    placeholder: 'Scrivi un messaggio',
    send: 'Invia',
    offline: 'Sei offline. I tuoi messaggi restano qui e partono appena torni in rete.',
    waiting: 'Non ancora inviato',
    refused: 'Da questa pagina la chat non è raggiungibile.',
    choices: 'Risposte suggerite',
  },
  ja: {
    open: 'チャットで相談する',
    close: 'チャットを閉じる',
    title: 'チャット',
    log: 'メッセージ',
    placeholder: 'メッセージを入力',
    send: '送信',
    offline: 'オフラインです。メッセージはここに保存され、接続が戻り次第送信されます。',
    waiting: '未送信',
    refused: 'このページからはチャットに接続できません。',
    choices: '回答の候補',
  },
  'zh-Hant': {
    open: '和我們聊聊',
    close: '關閉聊天',
    title: '聊天',
    log: '訊息',
    placeholder: '輸入訊息',
    send: '送出',
    offline: '目前離線。訊息會先保留在這裡，恢復連線後自動送出。',
    waiting: '尚未送出',
    refused: '這個網頁無法連上聊天服務。',
    choices: '建議的回覆',
  },
  'zh-Hans': {
    open: '和我们聊聊',
    close: '关闭聊天',
    title: '聊天',
    log: '消息',
    placeholder: '输入消息',
    send: '发送',
    offline: '当前离线。消息会先保留在这里，恢复连接后自动发送。',
    waiting: '尚未发送',
    refused: '这个网页无法连接聊天服务。',
    choices: '建议的回复',
  },
} as const

export type Words = Record<keyof (typeof words)['en'], string>

/** The widget's words for a BCP 47 tag; Chinese by script or region, English when none fits. */
export function wordsFor(tag: string): { language: string; words: Words } {
  const lower = tag.toLowerCase()
  const chinese = /hant|tw|hk|mo/.test(lower) ? 'zh-Hant' : 'zh-Hans'
  const language = lower.startsWith('zh')
    ? chinese
    : lower.startsWith('it')
      ? 'it'
      : lower.startsWith('ja')
        ? 'ja'
        : 'en'
  return { language, words: words[language] }
}
