import { viberConfig } from '../../channels/viber/config.ts'
import type { Provider } from '../emulator.ts'
import { drawViber } from './draw.ts'
import { ViberEmulator } from './emulator.ts'
import { viberRoutes } from './routes.ts'

/** Viber: a bot that is opened, and subscribed to by writing. */
export const viberProvider: Provider = {
  kind: 'viber',
  moods: ['normal', 'too-fast', 'quota', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['follow', 'block', 'photo', 'sticker', 'location']),
  menu: 'words',
  code: 'opened',
  settings: (seed, name) => ({
    authToken: [seed.toString('hex', 0, 8), seed.toString('hex', 8, 16), seed.toString('hex', 16, 24)].join('-'),
    senderName: name.slice(0, 28),
    chatUri: 'sandbox',
  }),
  newUserId: (chance) => chance.toString('base64'),
  open: ({ settings, name, hookUrl }, world) => {
    const emulator = new ViberEmulator({ authToken: viberConfig.parse(settings).authToken, name }, world)
    const eventTypes = ['delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started']
    emulator.hook = { url: hookUrl, eventTypes }
    return { emulator, api: viberRoutes(emulator) }
  },
  draw: drawViber,
}
