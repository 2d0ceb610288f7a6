import type { Choice } from './script.ts'

type Keywords = NonNullable<Choice['keywords']>

/**
 * What people type instead of pressing, by the payload of the button it stands for. The labels of the buttons are among
 * them, because a channel without buttons shows the labels as words. Whole messages only, any language.
 */
export const keywords = {
  menu: {
    en: ['menu', 'help', 'hello', 'hi', 'hey', 'good morning', 'start', 'no'],
    it: ['menu', 'aiuto', 'ciao', 'buongiorno', 'buonasera', 'salve', 'inizia', 'no'],
    ja: ['メニュー', 'ヘルプ', 'こんにちは', 'こんばんは', 'おはよう', 'おはようございます', 'はじめまして', 'いいえ'],
    'zh-Hant': ['選單', '主選單', '功能', '你好', '您好', '哈囉', '嗨', '早安', '說明', '還沒有', '還沒'],
    'zh-Hans': ['菜单', '主菜单', '功能', '你好', '您好', '哈喽', '嗨', '早上好', '帮助', '还没有', '还没'],
  },
  give: {
    en: ['give', 'donate', 'donation', 'i want to give', 'i want to donate'],
    it: ['dona', 'donare', 'donazione', 'voglio donare', 'dona ora'],
    ja: ['寄付', '寄付する', '寄付したい', '寄附', '寄附する'],
    'zh-Hant': ['捐款', '我要捐款', '捐助', '愛心捐款', '立即捐款'],
    'zh-Hans': ['捐款', '我要捐款', '捐赠', '爱心捐款', '立即捐款'],
  },
  projects: {
    en: ['our projects', 'projects', 'project', 'campaigns'],
    it: ['i nostri progetti', 'progetti', 'progetto', 'campagne'],
    ja: ['活動を見る', '活動', 'プロジェクト', '活動紹介'],
    'zh-Hant': ['我們的計畫', '計畫', '專案', '服務計畫'],
    'zh-Hans': ['我们的项目', '项目', '公益项目'],
  },
  gifts: {
    en: ['my gifts', 'my donations', 'gifts'],
    it: ['le mie donazioni', 'mie donazioni', 'donazioni'],
    ja: ['寄付の履歴', '寄付履歴', '私の寄付'],
    'zh-Hant': ['我的捐款', '捐款紀錄', '捐款記錄'],
    'zh-Hans': ['我的捐款', '捐款记录'],
  },
  traces: {
    en: ['where did it go', 'where did my gift go', 'where is my gift'],
    it: ["dov'è la donazione", 'dove è andata la mia donazione', "dov'è la mia donazione"],
    ja: ['寄付のゆくえ', '寄付の行方', '寄付の使い道'],
    'zh-Hant': ['捐款去哪了', '我的捐款去哪了', '捐款流向'],
    'zh-Hans': ['捐款去哪了', '我的捐款去哪了', '捐款去向'],
  },
  receipts: {
    en: ['receipts', 'receipt', 'my receipts', 'tax receipt'],
    it: ['ricevute', 'ricevuta', 'le mie ricevute'],
    ja: ['領収書', '受領証', '領収証'],
    'zh-Hant': ['收據', '捐款收據', '我的收據'],
    'zh-Hans': ['收据', '票据', '捐赠票据', '发票'],
  },
  person: {
    en: ['talk to a person', 'person', 'human', 'agent', 'call me', 'phone'],
    it: ['parla con noi', 'operatore', 'persona', 'telefono', 'chiamatemi'],
    ja: ['担当者と話す', '担当者', 'スタッフ', '電話', 'オペレーター'],
    'zh-Hant': ['找真人', '真人', '客服', '專人', '真人客服', '電話'],
    'zh-Hans': ['找真人', '真人', '客服', '人工', '人工客服', '电话'],
  },
  language: {
    en: ['language', 'change language'],
    it: ['lingua', 'cambia lingua'],
    ja: ['言語', '言語を変える'],
    'zh-Hant': ['語言', '切換語言', '中文'],
    'zh-Hans': ['语言', '切换语言'],
  },
  'just-given': {
    en: ['yes', 'i just gave', 'yes i did'],
    it: ['sì', 'si', 'ho appena donato'],
    ja: ['はい', '寄付しました'],
    'zh-Hant': ['是的', '是', '剛捐款', '有', '剛捐完'],
    'zh-Hans': ['是的', '是', '刚捐款', '有', '刚捐完'],
  },
  'page-closed': {
    en: ["i can't find it"],
    it: ['non lo trovo'],
    ja: ['見つかりません'],
    'zh-Hant': ['找不到按鈕'],
    'zh-Hans': ['找不到按钮'],
  },
  thanks: {
    en: ['thanks', 'thank you', 'thank you very much', 'ok', 'okay'],
    it: ['grazie', 'grazie mille', 'va bene'],
    ja: ['ありがとう', 'ありがとうございます', 'ありがとうございました', '了解'],
    'zh-Hant': ['謝謝', '謝謝你', '謝謝您', '感謝', '感恩', '好', '好的'],
    'zh-Hans': ['谢谢', '谢谢你', '谢谢您', '感谢', '感恩', '好', '好的'],
  },
  'reports/monthly': {
    en: ['monthly', 'once a month', 'every month', 'each month', 'monthly digest', 'digest'],
    it: ['mensile', 'una volta al mese', 'ogni mese', 'riepilogo mensile', 'mensilmente'],
    ja: ['毎月', '月一回', '月1回', '月一', '月に一回', '月に1回', '月に一度', '月ごと', 'まとめて'],
    'zh-Hant': ['每月', '每個月', '每月一次', '一個月一次', '每月彙整', '月報'],
    'zh-Hans': ['每月', '每个月', '每月一次', '一个月一次', '每月汇总', '月报'],
  },
  'reports/each': {
    en: ['every time', 'each time', 'all news', 'everything'],
    it: ['ogni volta', 'ogni notizia', 'tutte le notizie'],
    ja: ['毎回', 'その都度', '都度'],
    'zh-Hant': ['每次', '每一次', '有消息就通知'],
    'zh-Hans': ['每次', '每一次', '有消息就通知'],
  },
  'language/en': { en: ['english'] },
  'language/it': { it: ['italiano'], en: ['italian'] },
  'language/ja': { ja: ['日本語'], en: ['japanese'] },
  'language/zh-Hant': { 'zh-Hant': ['繁體中文', '繁體', '繁中'], en: ['traditional chinese'] },
  'language/zh-Hans': { 'zh-Hans': ['简体中文', '简体', '简中'], en: ['simplified chinese'] },
} as const satisfies Record<string, Keywords>
