import type { ChannelAdapter } from '../adapter.ts'
import { readConfig } from '../config.ts'
import { lineAbilities } from './abilities.ts'
import { authorise, readToken } from './access.ts'
import { compose, say } from './compose.ts'
import { type LineConfig, lineConfig, lineFields } from './config.ts'
import { askDelivered, askFollowers, askUnit, readDelivered, readFigures, readFollowers, readUnit } from './figures.ts'
import { imagemap } from './imagemap.ts'
import { interpret } from './interpret.ts'
import { chatLink, entryLink } from './link.ts'
import { askSignedIn, readSignedIn, signInUrl } from './login.ts'
import { askNarrowcast, multicast, narrowcast, readNarrowcast } from './many.ts'
import { askReadiness, content, markAsRead, profile, readProfile, readReadiness, typing } from './people.ts'
import { quota, readQuota } from './quota.ts'
import { receive } from './receive.ts'
import { menu, menuLink, menuPlan, menuUnlink, readMenu } from './rich-menus.ts'
import { check, readCheck, register } from './set-up.ts'
import { askIdToken, askLinkToken, linkUrl, readIdToken, readLinkToken } from './sign-in.ts'

const contract: ChannelAdapter<LineConfig> = {
  kind: 'line',
  abilities: lineAbilities,
  configFields: lineFields,
  parseConfig: (settings) => readConfig(lineConfig, settings),
  receive,
  authorise,
  readToken,
  compose,
  interpret,
  profile,
  readProfile,
  quota,
  readQuota,
  askFigures: askUnit,
  readFigures,
  content,
  register,
  check,
  readCheck,
  chatLink,
  entryLink,
  signInUrl,
  askSignedIn,
  readSignedIn,
}

/** Menus by person and dots; and what no other channel has: messages to many at once, figures, who opened a page, LINE's own kinds of message. */
const moreVerbs = {
  typing,
  menu,
  menuPlan,
  readMenu,
  menuLink,
  multicast,
  narrowcast,
  askNarrowcast,
  readNarrowcast,
  askFollowers,
  readFollowers,
  askUnit,
  readUnit,
  askDelivered,
  readDelivered,
  askIdToken,
  readIdToken,
  askLinkToken,
  readLinkToken,
  linkUrl,
  menuUnlink,
  askReadiness,
  readReadiness,
  markAsRead,
  imagemap,
  say,
} as const

/** LINE Official Accounts through the Messaging API. What it can and cannot do: docs/channels/line.md. */
export const line = { ...contract, ...moreVerbs }
