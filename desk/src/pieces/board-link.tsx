import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { IconCopy, IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../words/formats.ts'
import { attempt } from './said.tsx'

interface BoardLinkProps {
  make: () => Promise<{ url: string; expiresAt: string }>
  size?: 'xs' | 'sm'
}

/** Makes a single-use link with which a board member approves without an account, and shows it to be handed on. */
export function BoardLink({ make, size = 'sm' }: BoardLinkProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [link, setLink] = useState<{ url: string; expiresAt: string }>()
  return (
    <>
      <Button
        variant="default"
        size={size}
        leftSection={<IconLink size={16} aria-hidden />}
        onClick={() => attempt(async () => setLink(await make()))}
      >
        {t('rounds.boardLink')}
      </Button>
      <Modal
        opened={link !== undefined}
        onClose={() => setLink(undefined)}
        title={t('rounds.boardLinkTitle')}
        closeButtonProps={{ 'aria-label': t('acts.close') }}
      >
        {link && (
          <div className="stack">
            <p>{t('rounds.boardLinkWords', { when: formats.moment(link.expiresAt) })}</p>
            <TextInput readOnly value={link.url} aria-label={t('rounds.boardLink')} />
            <CopyButton value={link.url}>
              {({ copied, copy }) => (
                <Button onClick={copy} leftSection={<IconCopy size={16} aria-hidden />}>
                  {t(copied ? 'acts.copied' : 'acts.copy')}
                </Button>
              )}
            </CopyButton>
          </div>
        )}
      </Modal>
    </>
  )
}
