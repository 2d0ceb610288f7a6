import { useQuery } from '@tanstack/react-query'
import { read, send } from './client.ts'
import { reread } from './queries.ts'

/** Who sees a menu. */
export type MenuAudience = 'everyone' | 'donors'

/** One line of a menu; a payload comes back as if a button had been pressed. */
export interface MenuEntry {
  label: string
  action: { type: 'postback'; payload: string } | { type: 'link'; url: string } | { type: 'page' }
}

/** A menu beside the conversations of a channel, and whether the provider has it. */
export interface ChannelMenu {
  audience: MenuAudience
  title: string | null
  entries: MenuEntry[]
  state: 'waiting' | 'put' | 'refused'
  /** Why it is not shown, mostly in the provider's words. */
  words: string | null
  putAt: string | null
}

interface ChannelMenus {
  /** Which menus the channel can have; empty: none. */
  audiences: MenuAudience[]
  /** A picture under a bar with words: nine entries at most. */
  isDrawn: boolean
  /** Whether an entry can open the donor's own page. */
  opensPages: boolean
  menus: ChannelMenu[]
}

/** The menus of a channel. */
export function useMenus(channelId: string) {
  return useQuery({
    queryKey: ['channels', channelId, 'menu'],
    queryFn: () => read<ChannelMenus>(`/api/channels/${channelId}/menu`),
  })
}

/** Changes a menu and takes it to the provider; what became of it stands in the menu itself. */
export async function changeMenu(
  channelId: string,
  menu: { audience: MenuAudience; title?: string | undefined; entries: MenuEntry[] },
): Promise<void> {
  await send('PUT', `/api/channels/${channelId}/menu`, menu)
  await reread('channels')
}
