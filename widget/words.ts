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
    attach: 'Send a picture or file',
    large: 'Files may have 10 MB at most.',
    unfit: 'This file cannot be sent.',
    away: 'Nobody is here at the moment. Write to us all the same; with your e-mail address we can answer you there.',
    address: 'Your e-mail address',
    leave: 'Leave it',
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
    attach: 'Invia una foto o un file',
    large: 'I file possono avere al massimo 10 MB.',
    unfit: 'Questo file non può essere inviato.',
    away: 'In questo momento non c’è nessuno. Scrivici lo stesso: con il tuo indirizzo e-mail ti rispondiamo lì.',
    address: 'Il tuo indirizzo e-mail',
    leave: 'Lascia',
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
    attach: '写真やファイルを送る',
    large: '送れるファイルは10 MBまでです。',
    unfit: 'このファイルは送れません。',
    away: 'ただいま担当者が不在です。メッセージはお預かりします。メールアドレスをいただければ、そちらにお返事します。',
    address: 'メールアドレス',
    leave: '伝える',
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
    attach: '傳送照片或檔案',
    large: '檔案最大 10 MB。',
    unfit: '無法傳送這個檔案。',
    away: '目前沒有人在線上，您仍可留言。留下電子信箱，我們會寄信回覆您。',
    address: '您的電子信箱',
    leave: '留下',
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
    attach: '发送照片或文件',
    large: '文件最大 10 MB。',
    unfit: '无法发送这个文件。',
    away: '目前没有人在线，您仍可留言。留下电子邮箱，我们会发邮件回复您。',
    address: '您的电子邮箱',
    leave: '留下',
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
