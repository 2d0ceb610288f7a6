import { emailConfig } from '../../channels/email/config.ts'
import type { Provider } from '../emulator.ts'
import { emailApi } from './api.ts'
import { drawEmail } from './draw.ts'
import { EmailEmulator } from './emulator.ts'

/** E-mail: a mailbox at a provider that hands over what is answered. */
export const emailProvider: Provider = {
  kind: 'email',
  moods: ['normal', 'too-fast', 'busy', 'quota', 'refused', 'error', 'lost', 'hang'],
  deeds: new Set(['block', 'photo', 'location']),
  menu: 'words',
  code: 'typed',
  settings: (seed, name) => ({
    // Never asked for: a demo's mail goes to the emulator by HTTP.
    smtpHost: '127.0.0.1',
    smtpPort: 2525,
    user: 'sandbox',
    password: seed.toString('hex', 0, 16),
    fromAddress: 'hello@sandbox.example.org',
    fromName: name,
    inboundSecret: seed.toString('hex', 16, 48),
  }),
  newUserId: (chance) => `donor-${chance.toString('hex', 0, 4)}@mail.example.org`,
  open: ({ settings, hookUrl }, world) => {
    const emulator = new EmailEmulator(emailConfig.parse(settings), hookUrl, world)
    return { emulator, api: emailApi(emulator) }
  },
  draw: drawEmail,
}
