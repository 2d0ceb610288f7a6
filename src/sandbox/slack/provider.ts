import { slackConfig } from '../../channels/slack/config.ts'
import type { Provider } from '../emulator.ts'
import { drawSlack } from './draw.ts'
import { SlackEmulator } from './emulator.ts'
import { slackRoutes } from './routes.ts'

/** Slack: a workspace whose members write to the app. */
export const slackProvider: Provider = {
  kind: 'slack',
  moods: ['normal', 'too-fast', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['block', 'photo', 'unsend']),
  menu: 'words',
  code: 'typed',
  settings: (seed) => ({
    botToken: `xoxb-${seed.toString('hex', 0, 20)}`,
    signingSecret: seed.toString('hex', 20, 36),
  }),
  newUserId: (chance) => `U${chance.toString('hex', 0, 5).toUpperCase()}`,
  newGroupId: (chance) => `C${chance.toString('hex', 0, 5).toUpperCase()}`,
  open: ({ settings, hookUrl }, world) => {
    const app = { ...slackConfig.parse(settings), botUserId: 'U0SANDBOX' }
    const emulator = new SlackEmulator(app, hookUrl, world)
    return { emulator, api: slackRoutes(emulator) }
  },
  draw: drawSlack,
}
