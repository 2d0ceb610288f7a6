import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { PropsWithChildren, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Form, Submit, type Typed } from './form.tsx'

interface ConfirmProps {
  /** The button that opens the question, and its words. */
  words: ReactNode
  /** What will be done, as a title. */
  title: string
  /** The words of the button that does it. */
  act: string
  send: (typed: Typed) => Promise<unknown>
  danger?: boolean
  variant?: 'filled' | 'default' | 'light' | 'subtle' | 'outline'
  disabled?: boolean
  size?: 'compact-xs' | 'xs' | 'sm'
  leftSection?: ReactNode
}

/** A button that first says what will happen, and may ask for something; its children are the words and the fields. */
export function Confirm(props: PropsWithChildren<ConfirmProps>) {
  const { words, title, act, send, danger, variant = 'default', disabled, size = 'sm', leftSection, children } = props
  const [opened, { open, close }] = useDisclosure()
  const { t } = useTranslation()
  const color = danger ? 'danger' : 'accent'
  // A word in a row is no alarm: red comes with the question itself.
  const opener = danger && variant === 'subtle' ? 'quiet' : color
  return (
    <>
      <Button {...{ variant, size, leftSection }} color={opener} disabled={disabled ?? false} onClick={open}>
        {words}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('acts.close') }}>
        <Form send={send} onDone={close}>
          {children}
          <div className="bar answers">
            <Button variant="default" onClick={close}>
              {t('acts.cancel')}
            </Button>
            <Submit color={color}>{act}</Submit>
          </div>
        </Form>
      </Modal>
    </>
  )
}
