import { IconBrandLine, IconMessageCircle } from '@tabler/icons-react'

/** Which channel a talk runs on, by the name its account was given. */
export function ChannelName({ kind, name }: { kind: string; name: string }) {
  const Sign = kind === 'line' ? IconBrandLine : IconMessageCircle
  return (
    <span className="unbroken" style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <Sign size={14} stroke={1.6} aria-hidden />
      {name}
    </span>
  )
}
