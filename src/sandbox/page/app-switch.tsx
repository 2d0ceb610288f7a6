import type { Translate } from '../../platform/i18n/translator.ts'
import type { EmulatedKind } from '../emulator.ts'
import { emulatedKinds } from '../providers.ts'

/** A sign of our own for each app, of a few strokes; nobody's mark. */
const signs: Record<EmulatedKind, string> = {
  line: 'M4 11a8 6.5 0 1 1 5 6l-4 3 .8-4A6 6 0 0 1 4 11zM9 11h.01M12 11h.01M15 11h.01',
  whatsapp: 'M3 13l4 4 8-9M11 15l2 2 8-9',
  telegram: 'M4 5h16v14H4zM8 9l3 3-3 3M13 15h4',
  messenger: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5',
  instagram: 'M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M16 9h.01',
  wechat: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  viber: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 15h8',
  slack: 'M4 6h10M4 12h16M8 18h12M4 12v6h4',
  email: 'M3 6h18v13H3zM3 7l9 7 9-7',
}

function AppSign({ kind }: { kind: EmulatedKind }) {
  return (
    <span class={`sign ${kind}`}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d={signs[kind]} />
      </svg>
    </span>
  )
}

interface AppSwitchProps {
  kind: EmulatedKind
  phonePath: string
  t: Translate
}

/** The apps of the phone: the one that is open opens the others. */
export function AppSwitch({ kind, phonePath, t }: AppSwitchProps) {
  const nameOf = (one: EmulatedKind) => t(`channels:${one}.name`)
  return (
    <details class="apps">
      <summary aria-label={t('sandbox:chat.apps', { app: nameOf(kind) })}>
        <AppSign kind={kind} />
      </summary>
      <form method="post" action={`${phonePath}/app`}>
        {emulatedKinds.map((one) => (
          <button key={one} type="submit" name="kind" value={one} aria-current={one === kind ? 'true' : undefined}>
            <AppSign kind={one} />
            {nameOf(one)}
          </button>
        ))}
      </form>
    </details>
  )
}
