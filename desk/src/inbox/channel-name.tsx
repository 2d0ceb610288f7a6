import {
  type Icon,
  IconBrandInstagram,
  IconBrandLine,
  IconBrandMessenger,
  IconBrandSlack,
  IconBrandTelegram,
  IconBrandViber,
  IconBrandWechat,
  IconBrandWhatsapp,
  IconMail,
  IconMessageCircle,
} from '@tabler/icons-react'

const signs: Record<string, Icon> = {
  email: IconMail,
  instagram: IconBrandInstagram,
  line: IconBrandLine,
  messenger: IconBrandMessenger,
  slack: IconBrandSlack,
  telegram: IconBrandTelegram,
  viber: IconBrandViber,
  wechat: IconBrandWechat,
  whatsapp: IconBrandWhatsapp,
}

/** Which channel a talk runs on, by the name its account was given. */
export function ChannelName({ kind, name }: { kind: string; name: string }) {
  return (
    <span className="unbroken">
      <ChannelSign kind={kind} size={14} /> {name}
    </span>
  )
}

/** The sign a kind of channel is known by. */
export function ChannelSign({ kind, size }: { kind: string; size: number }) {
  const Sign = signs[kind] ?? IconMessageCircle
  return <Sign size={size} stroke={1.6} aria-hidden style={{ verticalAlign: -2 }} />
}
