import { wechatConfig } from '../../channels/wechat/config.ts'
import type { Provider } from '../emulator.ts'
import { drawWechat } from './draw.ts'
import { WechatEmulator } from './emulator.ts'
import { wechatRoutes } from './routes.ts'

/** WeChat: a service account that is followed, in safe mode. */
export const wechatProvider: Provider = {
  kind: 'wechat',
  moods: ['normal', 'too-fast', 'busy', 'quota', 'too-late', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['follow', 'block', 'photo', 'location']),
  menu: 'press',
  code: 'opened',
  settings: (seed) => ({
    appId: `wx${seed.toString('hex', 0, 8)}`,
    appSecret: seed.toString('hex', 8, 24),
    token: seed.toString('hex', 24, 40),
    encodingAesKey: seed.toString('hex', 40, 62).slice(0, 43),
  }),
  newUserId: (chance) => `o${chance.toString('base64url', 0, 15).replaceAll(/[-_]/g, 'x')}`,
  open: ({ settings, hookUrl }, world) => {
    const emulator = new WechatEmulator(wechatConfig.parse(settings), hookUrl, world)
    return { emulator, api: wechatRoutes(emulator) }
  },
  draw: drawWechat,
}
