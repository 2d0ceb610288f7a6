import { ActionIcon, Menu } from '@mantine/core'
import {
  type Icon,
  IconLayoutCards,
  IconListDetails,
  IconMapPin,
  IconPaperclip,
  IconPhone,
  IconPlus,
  IconSticker2,
  IconTemplate,
} from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Piece } from '../api/pieces.ts'
import type { PieceKind } from './add-piece.tsx'

// Fetched when first asked for: most answers are words.
const AddPiece = lazy(() => import('./add-piece.tsx'))

const kinds: readonly { kind: PieceKind; icon: Icon }[] = [
  { kind: 'file', icon: IconPaperclip },
  { kind: 'card', icon: IconLayoutCards },
  { kind: 'answers', icon: IconListDetails },
  { kind: 'location', icon: IconMapPin },
  { kind: 'call', icon: IconPhone },
  { kind: 'sticker', icon: IconSticker2 },
]

interface AddMenuProps {
  channel: string
  answers: readonly string[]
  /** What calls us inside the channel itself. */
  callLink: string | null
  onPiece: (piece: Piece) => void
  onAnswers: (answers: string[]) => void
  /** Where the channel has templates: one is sent instead of what is typed. */
  onTemplate?: (() => void) | undefined
}

/** What can stand beside the words: picture, card, suggestions, place, call, sticker, or a template instead. */
export function AddMenu({ channel, answers, callLink, onPiece, onAnswers, onTemplate }: AddMenuProps) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState<PieceKind>()
  const close = () => setAdding(undefined)
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t('inbox.addMore')}>
            <IconPlus size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds
            .filter(({ kind }) => kind !== 'sticker' || channel === 'line')
            .map(({ kind, icon: Sign }) => (
              <Menu.Item key={kind} leftSection={<Sign size={16} aria-hidden />} onClick={() => setAdding(kind)}>
                {t(`inbox.add.${kind}`)}
              </Menu.Item>
            ))}
          {onTemplate && (
            <Menu.Item leftSection={<IconTemplate size={16} aria-hidden />} onClick={onTemplate}>
              {t('inbox.sendTemplate')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {adding && (
        <Suspense>
          <AddPiece
            kind={adding}
            answers={answers}
            callLink={callLink}
            onPiece={onPiece}
            onAnswers={onAnswers}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  )
}
