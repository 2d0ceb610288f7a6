import { IconBrandLine, IconMessageCircle } from '@tabler/icons-react'

/** Which channel a talk runs on, by the name its account was given. */
export function ChannelName({ kind, name }: { kind: string; name: string }) {
  const Sign = kind === 'line' ? IconBrandLine : IconMessageCircle
  return (
    <span className="unbroken">
      <Sign size={14} stroke={1.6} aria-hidden style={{ verticalAlign: -2 }} /> {name}
    </span>
  )
}
