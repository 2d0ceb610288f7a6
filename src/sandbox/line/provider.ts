import { unreadable } from '../drawing.ts'
import type { Provider } from '../emulator.ts'

/** LINE: an account that is added as a friend. Its accounts are opened by `LineAccount`, for they need the database. */
export const lineProvider: Omit<Provider, 'open'> = {
  kind: 'line',
  moods: ['normal', 'too-fast', 'quota', 'token-spent', 'error', 'lost', 'hang'],
  deeds: new Set(['follow', 'block', 'photo', 'sticker', 'location', 'unsend']),
  menu: 'press',
  code: 'typed',
  settings: (seed) => ({
    channelId: `2${seed.readUInt32BE(0).toString().padStart(10, '0')}`,
    channelSecret: seed.toString('hex', 4, 20),
    loginChannelId: `2${seed.readUInt32BE(20).toString().padStart(10, '0')}`,
    loginChannelSecret: seed.toString('hex', 24, 40),
  }),
  newUserId: (chance) => `U${chance.toString('hex')}`,
  newGroupId: (chance) => `C${chance.toString('hex')}`,
  // Flex is drawn by hand, component for component.
  draw: unreadable,
}
