import { telegramConfig } from '../../channels/telegram/config.ts'
import type { Provider } from '../emulator.ts'
import { telegramApi } from './api.ts'
import { drawTelegram } from './draw.ts'
import { TelegramEmulator } from './emulator.ts'

/** Telegram: a bot that is started, blocked and pressed. */
export const telegramProvider: Provider = {
  kind: 'telegram',
  moods: ['normal', 'too-fast', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['follow', 'block', 'photo', 'sticker', 'location']),
  menu: 'command',
  code: 'opened',
  settings: (seed) => ({
    botToken: `${1_000_000_000 + seed.readUInt32BE(0)}:${seed.toString('hex', 4, 22)}`,
    webhookSecret: seed.toString('hex', 22, 54),
    botName: 'sandbox_bot',
  }),
  // Ids of Telegram have at most 52 bits.
  newUserId: (chance) => String(7_000_000_000 + chance.readUIntBE(0, 5)),
  newGroupId: (chance) => `-100${1_000_000_000 + chance.readUInt32BE(0)}`,
  open: ({ settings, ...place }, world) => {
    const emulator = new TelegramEmulator(telegramConfig.parse(settings), place, world)
    return { emulator, api: telegramApi(emulator) }
  },
  draw: drawTelegram,
}
