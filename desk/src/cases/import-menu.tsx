import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** What can be brought in from a file, behind one button: two beside the way to open a case do not fit on a phone. */
export function ImportMenu() {
  const { t } = useTranslation(['desk', 'cases'])
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<IconFileImport size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('cases:imports')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item renderRoot={(props) => <Link to="/imports/$kind" params={{ kind: 'cases' }} {...props} />}>
          {t('cases.import')}
        </Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/imports/$kind" params={{ kind: 'needs' }} {...props} />}>
          {t('cases:importNeeds.act')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
