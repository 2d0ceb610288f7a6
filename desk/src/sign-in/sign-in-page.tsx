import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reread } from '../api/queries.ts'
import { type DemoSignIn, signIn, useDemoSignIns, verifyCode } from '../api/session.ts'
import { Face } from '../pieces/face.tsx'
import { Address } from '../pieces/facts.tsx'
import { SecretField, TextField } from '../pieces/fields.tsx'
import { Form, Submit } from '../pieces/form.tsx'
import styles from './door.module.css'
import { Door } from './door.tsx'

/** The way in: e-mail and password, then the code from the phone where two steps are on. */
export function SignInPage() {
  const { t } = useTranslation()
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const [wantsCode, setWantsCode] = useState(false)
  const enter = async () => {
    await reread('session')
    await navigate({ to: next?.startsWith('/') ? next : '/' })
  }
  if (wantsCode) return <CodeStep onDone={enter} onBack={() => setWantsCode(false)} />
  return (
    <Door title={t('signIn.title')}>
      <PasswordStep onCode={() => setWantsCode(true)} onDone={enter} />
    </Door>
  )
}

function PasswordStep({ onCode, onDone }: { onCode: () => void; onDone: () => Promise<void> }) {
  const { t } = useTranslation()
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const fill = (demo: DemoSignIn) => {
    if (email.current) email.current.value = demo.email
    if (password.current) password.current.value = demo.password
  }
  const enter = async (address: string, secret: string) => {
    const answer = await signIn(address, secret)
    if (answer.twoFactorRedirect) onCode()
    else await onDone()
  }
  return (
    <>
      <Form send={(typed) => enter(typed.text('email'), typed.exact('password'))}>
        <TextField ref={email} name="email" type="email" label={t('signIn.email')} autoComplete="username" autoFocus />
        <SecretField ref={password} name="password" label={t('signIn.password')} autoComplete="current-password" />
        <Submit fullWidth>{t('signIn.act')}</Submit>
      </Form>
      <DemoSignIns onPick={fill} />
    </>
  )
}

function DemoSignIns({ onPick }: { onPick: (demo: DemoSignIn) => void }) {
  const { t } = useTranslation()
  const { data = [] } = useDemoSignIns()
  if (data.length === 0) return null
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demoTitle')}</h2>
      <p className="quiet small">{t('signIn.demoWords')}</p>
      {data.map((demo) => (
        <button type="button" key={demo.email} className={styles.pick} onClick={() => onPick(demo)}>
          <Face name={demo.label} size={32} />
          <span>
            <strong>{demo.label}</strong>
            <span className="quiet small">
              {' '}
              <Address of={demo.email} />
            </span>
          </span>
        </button>
      ))}
    </section>
  )
}

function CodeStep({ onDone, onBack }: { onDone: () => Promise<void>; onBack: () => void }) {
  const { t } = useTranslation()
  const enter = async (code: string) => {
    await verifyCode(code)
    await onDone()
  }
  return (
    <Door title={t('signIn.codeTitle')}>
      <Form send={(typed) => enter(typed.text('code').replace(/\s/g, ''))}>
        <TextField
          name="code"
          label={t('signIn.code')}
          description={t('signIn.codeHint')}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
        />
        <Submit fullWidth>{t('signIn.act')}</Submit>
        <Button variant="subtle" onClick={onBack}>
          {t('acts.back')}
        </Button>
      </Form>
    </Door>
  )
}
