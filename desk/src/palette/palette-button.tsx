import { ActionIcon, Kbd } from '@mantine/core'
import { useHotkeys, useOs } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './palette-button.module.css'

const Palette = lazy(() => import('./palette.tsx').then((file) => ({ default: file.Palette })))

/** Opens the palette from anywhere, also out of a field one types in; its code is fetched when first asked for. */
export function usePalette() {
  const [wanted, setWanted] = useState(0)
  const open = () => setWanted((times) => times + 1)
  useHotkeys([['mod+K', open]], [], true)
  const palette = wanted > 0 && (
    <Suspense>
      <Palette wanted={wanted} />
    </Suspense>
  )
  return { open, palette }
}

/** The way to the palette for the eye, with the keys that spare it. */
export function PaletteButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  const os = useOs()
  const keys = os === 'macos' || os === 'ios' ? '⌘ K' : 'Ctrl K'
  return (
    <button type="button" className={styles.button} onClick={onClick} title={`${t('palette.title')} (${keys})`}>
      <IconSearch size={17} stroke={1.6} aria-hidden />
      <span className={styles.words}>{t('acts.search')}</span>
      <Kbd size="xs" className={styles.keys ?? ''} aria-hidden>
        {keys}
      </Kbd>
    </button>
  )
}

/** The same on a phone. */
export function PaletteIcon({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="subtle" color="quiet" size={40} onClick={onClick} aria-label={t('palette.title')}>
      <IconSearch size={20} aria-hidden />
    </ActionIcon>
  )
}
