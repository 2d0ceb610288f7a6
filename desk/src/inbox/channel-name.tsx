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
  const Sign = signs[kind] ?? IconMessageCircle
  return (
    <span className="unbroken">
      <Sign size={14} stroke={1.6} aria-hidden style={{ verticalAlign: -2 }} /> {name}
    </span>
  )
}
