import { opensPages } from '../../conversations/menus/menus.ts'
import type { Translate } from '../../platform/i18n/translator.ts'
import type { MenuPlace } from '../emulator.ts'
import type { PhoneApp } from '../phone-app.ts'
import { ActionButton, type Pressing } from './action-button.tsx'

/** The counter's services, as the default script offers them, each with a sign of a few strokes. */
const services = {
  give: 'M12 20s-7-4.4-7-9.5A3.8 3.8 0 0 1 12 8a3.8 3.8 0 0 1 7 2.5C19 15.6 12 20 12 20z',
  projects: 'M4 19V9l8-5 8 5v10zM9.5 19v-6h5v6',
  gifts: 'M4 9h16v4H4zM5.5 13h13v7h-13zM12 9v11M12 9c-4 0-5-4-2.5-4.5S12 9 12 9s0-5 2.5-4.5S16 9 12 9z',
  traces: 'M5 18c5 0 4-12 9-12h2M17 3l3 3-3 3M5 18h.01',
  receipts: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  language: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
} as const

/** A sheet with a heart on it: the page of one's own, which opens without a password where the app says who one is. */
const ownPage = 'M6 3h12v18H6zM12 15s-3-1.8-3-4a1.7 1.7 0 0 1 3-1 1.7 1.7 0 0 1 3 1c0 2.2-3 4-3 4z'

interface RichMenuProps {
  phonePath: string
  app: PhoneApp
  t: Translate
}

/**
 * The menu under the chat. On LINE a press says its words and carries its payload; elsewhere it does what the app's own menu
 * does, and where an app has none the words are said that stand for it.
 */
export function RichMenu({ phonePath, app: { kind, provider }, t }: RichMenuProps) {
  const isWords = provider.menu === 'words'
  return (
    <details class="menu" open>
      <summary>{t(`sandbox:chat.${isWords ? 'wordsToSay' : 'menu'}`)}</summary>
      <div class="services">
        {Object.entries(services).map(([payload, strokes]) => (
          <form
            key={payload}
            method="post"
            action={`${phonePath}/${provider.menu === 'press' ? 'press' : 'say'}`}
            data-quiet
          >
            {provider.menu === 'press' && kind !== 'wechat' && (
              <input type="hidden" name="words" value={t(`script:menu.${payload}`)} />
            )}
            <button
              type="submit"
              class={payload}
              name={provider.menu === 'press' ? 'data' : 'text'}
              value={isWords ? t(`script:menu.${payload}`) : provider.menu === 'command' ? `/${payload}` : payload}
            >
              <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                <path d={strokes} />
              </svg>
              {t(`script:menu.${payload}`)}
            </button>
          </form>
        ))}
        {opensPages(kind) && (
          <a class="page" href={`${phonePath}/page`} target="_blank" rel="noopener">
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <path d={ownPage} />
            </svg>
            {t('sandbox:chat.ownPage')}
          </a>
        )}
      </div>
    </details>
  )
}

interface OwnMenuProps {
  places: readonly MenuPlace[]
  pressing: Pressing
  t: Translate
}

/** The menu the account itself has put beside this chat. */
export function OwnMenu({ places, pressing, t }: OwnMenuProps) {
  return (
    <details class="menu" open>
      <summary>{t('sandbox:chat.menu')}</summary>
      <div class="services own">
        {places.map((place) => (
          <ActionButton key={place.words} action={actionOf(place)} pressing={pressing} className="place" />
        ))}
      </div>
    </details>
  )
}

function actionOf(place: MenuPlace) {
  const { words: label } = place
  return 'url' in place
    ? ({ type: 'uri', label, uri: place.url } as const)
    : ({ type: 'postback', label, data: place.data, displayText: label } as const)
}
