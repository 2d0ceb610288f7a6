import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Saves the proof of one entry, by its place in the log. */
export function LogProof({ address, size }: { address: string; size: number }) {
  const { t } = useTranslation(['desk', 'log'])
  const [index, setIndex] = useState<string | number>(size - 1)
  return (
    <div className="bar" style={{ alignItems: 'flex-end', marginTop: 16 }}>
      <NumberInput
        label={t('log:panel.proof')}
        description={t('log:panel.proofWords')}
        value={index}
        onChange={setIndex}
        min={0}
        max={size - 1}
        clampBehavior="strict"
        allowDecimal={false}
      />
      <Button component="a" variant="default" href={`${new URL(address).pathname}/proof/${index}`} download>
        {t('log:panel.save')}
      </Button>
    </div>
  )
}
