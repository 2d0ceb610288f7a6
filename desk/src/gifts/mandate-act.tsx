import { Button } from '@mantine/core'
import { IconSignature } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fileMandate } from '../api/mandates.ts'
import { useMay } from '../api/session.ts'
import { attempt } from '../pieces/said.tsx'

/** Files a picture somebody sent as their signed mandate; `href` is where it lies. Nothing for whoever may not. */
export function FileAsMandate({ href }: { href: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  if (!may('mandates.file')) return null
  const file = () =>
    attempt(async () => {
      const id = await fileMandate(href)
      if (may('gifts.confirm')) await navigate({ to: '/gifts/mandates/$mandateId', params: { mandateId: id } })
    }, t('mandates.filed'))
  return (
    <Button variant="default" size="xs" leftSection={<IconSignature size={16} aria-hidden />} onClick={file}>
      {t('mandates.file')}
    </Button>
  )
}
