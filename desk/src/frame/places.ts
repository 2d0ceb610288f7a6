import {
  type Icon,
  IconBuildingBank,
  IconHeartHandshake,
  IconHome,
  IconInbox,
  IconMail,
  IconMessages,
  IconPlugConnected,
  IconReceipt,
  IconSettings,
  IconSpeakerphone,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'

/** What opens a page: nothing, a permission, or one of several. */
export type EntryPermission = string | readonly string[] | undefined

/** Whether a member may open a page. */
export function mayEnter(may: (permission: string) => boolean, permission: EntryPermission): boolean {
  return permission === undefined || [permission].flat().some(may)
}

/** The places of the desk in the order of the day; a place is shown to whoever has its permission, or one of them. */
export const places = [
  { to: '/', key: 'home', icon: IconHome, permission: undefined },
  { to: '/inbox', key: 'inbox', icon: IconInbox, permission: 'conversations.read' },
  { to: '/people', key: 'people', icon: IconUsers, permission: 'people.read' },
  { to: '/gifts', key: 'gifts', icon: IconReceipt, permission: 'gifts.read' },
  { to: '/campaigns', key: 'campaigns', icon: IconSpeakerphone, permission: 'campaigns.read' },
  { to: '/cases', key: 'cases', icon: IconHeartHandshake, permission: 'cases.read' },
  { to: '/rounds', key: 'rounds', icon: IconMail, permission: 'cases.read' },
  { to: '/broadcasts', key: 'broadcasts', icon: IconMessages, permission: 'broadcasts.read' },
  { to: '/books', key: 'books', icon: IconBuildingBank, permission: 'books.read' },
  { to: '/connections', key: 'connections', icon: IconPlugConnected, permission: ['channels.read', 'payments.change'] },
  { to: '/members', key: 'members', icon: IconUsersGroup, permission: 'members.read' },
  { to: '/settings', key: 'settings', icon: IconSettings, permission: undefined },
] as const satisfies readonly { to: string; key: string; icon: Icon; permission: EntryPermission }[]
