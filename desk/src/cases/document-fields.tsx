import { Anchor } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { documentKinds, keepDocument } from '../api/documents.ts'
import { ChoiceField, FileField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import styles from './documents.module.css'

/** Asks which paper it is and for its file, and shows the file before it is brought. */
export function DocumentFields() {
  const { t } = useTranslation(['cases', 'desk'])
  const [file, choose] = useState<File | null>(null)
  const address = useAddressOf(file)
  return (
    <>
      <ChoiceField
        name="kind"
        label={t('documents.kind')}
        defaultValue="discharge_letter"
        data={documentKinds.map((kind) => ({ value: kind, label: t(`documents.kinds.${kind}`) }))}
      />
      <FileField
        name="document"
        label={t('documents.file')}
        description={t('documents.fileHint')}
        placeholder={t('desk:imports.choose')}
        accept="application/pdf,image/jpeg,image/png"
        onChange={choose}
      />
      {file && address && <Preview address={address} mediaType={file.type} words={file.name} />}
    </>
  )
}

/** Brings the paper that was chosen; answers its id, none when no file was. */
export async function bringDocument(caseId: string, typed: Typed): Promise<string | undefined> {
  const file = typed.file('document')
  return file ? keepDocument(caseId, typed.text('kind'), file) : undefined
}

/** An address of a chosen file that this page alone can open, as long as it is chosen. */
function useAddressOf(file: File | null): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!file) return setAddress(undefined)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}

/** A document as far as a browser shows it here: a picture as it is, anything else as something to open. */
export function Preview({ address, mediaType, words }: { address: string; mediaType: string; words: string }) {
  const { t } = useTranslation('cases')
  return (
    <p className={styles.preview}>
      <Anchor href={address} target="_blank" rel="noreferrer" className={styles.open}>
        {mediaType.startsWith('image/') ? (
          <img src={address} alt={words} className={styles.picture} />
        ) : (
          <span className="bar">
            <IconFileTypePdf size={20} aria-hidden />
            <span>{t('documents.open', { name: words })}</span>
          </span>
        )}
      </Anchor>
    </p>
  )
}
