import { instagramConfig } from '../../channels/instagram/config.ts'
import { messengerConfig } from '../../channels/messenger/config.ts'
import type { Provider } from '../emulator.ts'
import { drawPage } from './draw.ts'
import { PageEmulator } from './emulator.ts'
import { pageRoutes } from './routes.ts'

const page = (seed: Buffer) => ({
  pageId: `1${seed.readUIntBE(0, 6)}`,
  accessToken: `EAAP${seed.toString('hex', 6, 26)}`,
  appSecret: seed.toString('hex', 26, 42),
  verifyToken: seed.toString('hex', 42, 58),
})
// Ids of people have sixteen digits and more; of one account alone.
const newUserId = (chance: Buffer) => `6${chance.readBigUInt64BE(0).toString().padStart(15, '0').slice(-15)}`

const played = (emulator: PageEmulator) => ({ emulator, api: pageRoutes(emulator) })

/** Messenger: a page that is written to. */
export const messengerProvider: Provider = {
  kind: 'messenger',
  moods: ['normal', 'too-fast', 'too-late', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['follow', 'block', 'photo', 'sticker', 'location']),
  menu: 'press',
  code: 'opened',
  settings: page,
  newUserId,
  open: ({ settings, name, hookUrl }, world) => {
    const config = messengerConfig.parse(settings)
    return played(new PageEmulator({ ...config, object: 'page', accountId: config.pageId, name, hookUrl }, world))
  },
  draw: drawPage,
}

/** Instagram: a professional account linked to a page. */
export const instagramProvider: Provider = {
  ...messengerProvider,
  kind: 'instagram',
  deeds: new Set(['block', 'photo', 'unsend']),
  settings: (seed) => ({ ...page(seed), instagramId: `178${seed.readUIntBE(58, 6)}`, userName: 'sandbox' }),
  open: ({ settings, hookUrl }, world) => {
    const config = instagramConfig.parse(settings)
    const name = config.userName ?? 'sandbox'
    return played(
      new PageEmulator({ ...config, object: 'instagram', accountId: config.instagramId, name, hookUrl }, world),
    )
  },
}
