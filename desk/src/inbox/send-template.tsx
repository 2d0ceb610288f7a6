import { Button, Modal, NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fillGaps } from '../../../src/conversations/templates/gaps.ts'
import type { ConversationDetail, Reply } from '../api/conversations.ts'
import { requiredProblem } from '../api/problem.ts'
import { type MessageTemplate, useTemplates } from '../api/templates.ts'
import { TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { Loading } from '../pieces/loading.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { languageName } from '../words/names.ts'
import styles from './composer.module.css'

interface SendTemplateProps {
  conversation: ConversationDetail
  onSend: (filled: { text: string; template: NonNullable<Reply['template']> }) => void
  onClose: () => void
}

/** An approved template of this channel, its gaps filled and shown as it will read. What was being written stays. */
export default function SendTemplate({ conversation, onSend, onClose }: SendTemplateProps) {
  const { t } = useTranslation()
  const { data, error } = useTemplates()
  const [chosen, setChosen] = useState<string>()
  const offered = (data?.items ?? []).filter(
    (one) => one.channelAccountId === conversation.channelAccountId && one.state === 'approved' && one.isFillable,
  )
  const template = offered.find(({ id }) => id === chosen) ?? offered[0]
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inbox.sendTemplate')}
      closeButtonProps={{ 'aria-label': t('acts.close') }}
    >
      {error && <ErrorNote error={error} />}
      {!data && !error && <Loading rows={3} />}
      {data && !template && (
        <div className="stack tight">
          <p>{t('inbox.template.none', { channel: conversation.channelName })}</p>
          <Link to="/templates">{t('templates.manage')}</Link>
        </div>
      )}
      {template && (
        <div className="stack">
          <NativeSelect
            label={t('inbox.template.which')}
            description={t('inbox.template.language', { language: languageName(conversation.language) })}
            value={template.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={offered.map(({ id, name, language }) => ({ value: id, label: `${name} · ${language}` }))}
          />
          <Filled key={template.id} template={template} onSend={onSend} onClose={onClose} />
        </div>
      )}
    </Modal>
  )
}

interface FilledProps extends Pick<SendTemplateProps, 'onSend' | 'onClose'> {
  template: MessageTemplate
}

function Filled({ template, onSend, onClose }: FilledProps) {
  const { t } = useTranslation()
  const { id, text, parameters, takesUrl } = template
  const [values, setValues] = useState<Record<string, string>>({})
  const send = async (typed: Typed) => {
    const empty = parameters.find((name) => typed.text(`values.${name}`) === '')
    if (empty !== undefined) throw requiredProblem(`values.${empty}`)
    const filled = Object.fromEntries(parameters.map((name) => [name, typed.text(`values.${name}`)]))
    const url = takesUrl ? typed.text('url') : undefined
    if (url === '') throw requiredProblem('url')
    onSend({ text: fillGaps(text, filled), template: { id, values: filled, url } })
  }
  return (
    <Form send={send} onDone={onClose}>
      {parameters.map((name) => (
        <TextField
          key={name}
          name={`values.${name}`}
          label={t('inbox.template.gap', { name })}
          maxLength={1000}
          onChange={({ currentTarget: { value } }) => setValues((before) => ({ ...before, [name]: value }))}
        />
      ))}
      {takesUrl && <TextField name="url" type="url" label={t('inbox.pieces.url')} placeholder="https://" />}
      <div>
        <p className="quiet small">{t('inbox.template.reads')}</p>
        <p className={`${styles.bubble} words`}>{fillGaps(text, values)}</p>
      </div>
      <p className="quiet small">{t('inbox.template.kept')}</p>
      <div className="bar" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t('acts.cancel')}
        </Button>
        <Submit>{t('inbox.send')}</Submit>
      </div>
    </Form>
  )
}
