/** Sets of stickers every LINE account may send (developers.line.biz, List of available stickers, read 2026-11): ids in a row. */
export const stickerSets = [
  { pack: '446', name: 'Moon', first: 1988, last: 2027 },
  { pack: '789', name: 'Sally', first: 10855, last: 10894 },
  { pack: '11537', name: 'Brown, Cony & Sally', first: 52002734, last: 52002773 },
  { pack: '11538', name: 'CHOCO & Friends', first: 51626494, last: 51626533 },
  { pack: '11539', name: 'UNIVERSTAR BT21', first: 52114110, last: 52114149 },
] as const

/** Where LINE shows them all: their drawings are LINE's, so we show none. */
export const stickerList = 'https://developers.line.biz/en/docs/messaging-api/sticker-list/'

/** What those read whose channel has no stickers of LINE. */
export const stickerWords = ['🙏', '👍', '😊', '🎉', '❤️', '👋', '🌸', '💪'] as const
