import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Original, saveOriginal } from '../api/documents.ts'
import { Confirm } from '../pieces/confirm.tsx'

/** The way to a PDF as it came, and what tells that it is genuine. @param address of the document that was made anew */
export function OriginalFile(props: { original: Original | null; address: string; fileName: string | null }) {
  const { original, address, fileName } = props
  const { t } = useTranslation('cases')
  if (!original) return null
  return (
    <span className="bar">
      {original.isSigned && (
        <Badge variant="light" color="accent">
          {t('documents.signed')}
        </Badge>
      )}
      <Confirm
        words={t('documents.original')}
        size="compact-xs"
        variant="subtle"
        title={t('documents.originalTitle')}
        act={t('documents.originalSave')}
        send={() => saveOriginal(address, fileName)}
      >
        <p>{t('documents.originalWords')}</p>
        {original.isSigned && <p>{t('documents.signedWords')}</p>}
        <p className="quiet small" style={{ overflowWrap: 'anywhere' }}>
          SHA-256 <code>{original.sha256}</code>
        </p>
      </Confirm>
    </span>
  )
}
