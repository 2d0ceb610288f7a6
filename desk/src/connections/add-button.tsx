import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'

/** Leads to where a channel or a way to pay is connected. */
export function AddButton({ to, words }: { to: '/connections/channel' | '/connections/payments'; words: string }) {
  return (
    <Button
      size="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      renderRoot={(props) => <Link to={to} {...props} />}
    >
      {words}
    </Button>
  )
}
