import { Button, Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prove } from '../api/account.ts'
import { onProofNeeded, type ProofKind } from '../api/ask-again.ts'
import { SecretField, TextField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'

/** Stands by on every page: asks for the code or password when an act needs it, after which the act goes on by itself. */
export function ProveAgain() {
  const { t } = useTranslation(['desk', 'account'])
  const [kind, setKind] = useState<ProofKind>()
  const answer = useRef<(isProved: boolean) => void>(undefined)
  useEffect(() => {
    return onProofNeeded((wanted) => {
      // Two acts at once ask once: the first question is answered for by the second.
      answer.current?.(false)
      setKind(wanted)
      return new Promise((resolve) => {
        answer.current = resolve
      })
    })
  }, [])
  const close = (isProved: boolean) => {
    answer.current?.(isProved)
    answer.current = undefined
    setKind(undefined)
  }
  return (
    <Modal
      opened={kind !== undefined}
      onClose={() => close(false)}
      title={t('account:askTitle')}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('acts.close') }}
    >
      <Form
        key={kind}
        send={(typed) =>
          prove(
            kind === 'code' ? { code: typed.text('code').replace(/\s/g, '') } : { password: typed.exact('password') },
          )
        }
        onDone={() => close(true)}
      >
        <p>{t(kind === 'code' ? 'account:askCode' : 'account:askPassword')}</p>
        {kind === 'code' ? (
          <TextField
            name="code"
            label={t('signIn.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            data-autofocus
          />
        ) : (
          <SecretField name="password" label={t('signIn.password')} autoComplete="current-password" data-autofocus />
        )}
        <div className="bar" style={{ justifyContent: 'flex-end' }}>
          {kind === 'code' && (
            <Button variant="subtle" onClick={() => setKind('password')}>
              {t('account:byPassword')}
            </Button>
          )}
          <Button variant="default" onClick={() => close(false)}>
            {t('acts.cancel')}
          </Button>
          <Submit>{t('account.confirm')}</Submit>
        </div>
      </Form>
    </Modal>
  )
}
