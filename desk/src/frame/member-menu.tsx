import { Menu } from '@mantine/core'
import { IconLanguage, IconLogout, IconShieldLock } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { queries } from '../api/queries.ts'
import { signOut, useSession } from '../api/session.ts'
import { Face } from '../pieces/face.tsx'
import { attempt } from '../pieces/said.tsx'
import { speak } from '../words/i18n.ts'
import { languageNames } from '../words/names.ts'
import styles from './frame.module.css'

/** Who is signed in; the language of the screen, the account, and the way out. */
export function MemberMenu() {
  const { t, i18n } = useTranslation()
  const { member } = useSession()
  const navigate = useNavigate()
  const leave = () =>
    attempt(async () => {
      await signOut()
      queries.clear()
      await navigate({ to: '/sign-in' })
    })
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={styles.member} title={t('frame.account', { name: member.name })}>
          <Face name={member.name} size={28} />
          <span className={styles.who}>{member.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconShieldLock size={16} aria-hidden />} onClick={() => navigate({ to: '/account' })}>
          {t('nav.account')}
        </Menu.Item>
        <Menu.Divider />
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => speak(language)}
            leftSection={<IconLanguage size={16} aria-hidden opacity={i18n.language === language ? 1 : 0} />}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={leave}>
          {t('frame.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
