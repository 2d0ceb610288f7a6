import { whatsappConfig } from '../../channels/whatsapp/config.ts'
import type { Provider } from '../emulator.ts'
import { whatsappApi } from './api.ts'
import { drawWhatsapp } from './draw.ts'
import { WhatsappEmulator } from './emulator.ts'

/** WhatsApp: whoever writes may be answered for a day. */
export const whatsappProvider: Provider = {
  kind: 'whatsapp',
  moods: ['normal', 'too-fast', 'too-late', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['block', 'photo', 'sticker', 'location']),
  menu: 'words',
  code: 'typed',
  settings: (seed) => ({
    phoneNumberId: `1${seed.readUIntBE(0, 6)}`,
    businessAccountId: `2${seed.readUIntBE(6, 6)}`,
    accessToken: `EAAG${seed.toString('hex', 12, 32)}`,
    appSecret: seed.toString('hex', 32, 48),
    verifyToken: seed.toString('hex', 48, 64),
    publicNumber: '+886255500100',
  }),
  newUserId: (chance) => `TW.${chance.readBigUInt64BE(0)}`,
  open: ({ settings, ...place }, world) => {
    const emulator = new WhatsappEmulator(whatsappConfig.parse(settings), place, world)
    return { emulator, api: whatsappApi(emulator) }
  },
  draw: drawWhatsapp,
}
