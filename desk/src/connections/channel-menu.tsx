import { useTranslation } from 'react-i18next'
import { type ChannelMenu, changeMenu, type MenuAudience, useMenus } from '../api/channel-menus.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField } from '../pieces/fields.tsx'
import { useFormats } from '../words/formats.ts'
import styles from './connections.module.css'
import { entriesIn, MenuFields } from './menu-fields.tsx'

/** The menus people see beside their conversation with this channel, and a way to change each; nothing where there are none. */
export function ChannelMenuPanel({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const { data } = useMenus(channelId)
  if (!data || data.audiences.length === 0) return null
  return (
    <div className="stack tight">
      <p className="quiet small">{t('connections.menu.title')}</p>
      {data.audiences.map((audience) => (
        <MenuLine
          key={audience}
          channelId={channelId}
          audience={audience}
          isOnly={data.audiences.length === 1}
          isDrawn={data.isDrawn}
          opensPages={data.opensPages}
          menu={data.menus.find((one) => one.audience === audience)}
        />
      ))}
    </div>
  )
}

interface MenuLineProps {
  channelId: string
  audience: MenuAudience
  isOnly: boolean
  isDrawn: boolean
  opensPages: boolean
  menu: ChannelMenu | undefined
}

function MenuLine({ channelId, audience, isOnly, isDrawn, opensPages, menu }: MenuLineProps) {
  const { t } = useTranslation()
  const may = useMay()
  const words = t(`connections.menu.${audience}`)
  return (
    <div className={styles.menuLine}>
      <span>
        {!isOnly && <strong>{words}: </strong>}
        <MenuState menu={menu} />
      </span>
      {may('channels.change') && (
        <Confirm
          words={t('connections.menu.change')}
          size="xs"
          title={t('connections.menu.changeOf', { audience: words })}
          act={t('connections.menu.save')}
          send={(typed) =>
            changeMenu(channelId, { audience, title: typed.text('title') || undefined, entries: entriesIn(typed) })
          }
        >
          <p className="quiet small">{t(`connections.menu.${audience === 'donors' ? 'donorsHint' : 'empty'}`)}</p>
          {isDrawn && (
            <TextField
              name="title"
              label={t('connections.menu.bar')}
              description={t('connections.menu.barHint')}
              maxLength={14}
              defaultValue={menu?.title ?? ''}
            />
          )}
          <MenuFields entries={menu?.entries ?? []} mostEntries={isDrawn ? 9 : 15} opensPages={opensPages} />
        </Confirm>
      )}
    </div>
  )
}

function MenuState({ menu }: { menu: ChannelMenu | undefined }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!menu || (menu.state === 'put' && menu.entries.length === 0)) return <>{t('connections.menu.none')}</>
  const { state, words, putAt, entries } = menu
  const count = t('connections.menu.shown', { count: entries.length })
  if (state === 'refused') return <span className={styles.failure}>{t('connections.menu.refused', { words })}</span>
  if (state === 'waiting') return <>{`${count} · ${t('connections.menu.waiting')}`}</>
  return <>{`${count} · ${t('connections.menu.put', { when: putAt === null ? '' : formats.ago(putAt) })}`}</>
}
