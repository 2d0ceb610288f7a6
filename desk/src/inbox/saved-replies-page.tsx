import { IconMessagePlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { removeReply, type SavedReply, saveReply, useSavedReplies } from '../api/saved-replies.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { Empty } from '../pieces/empty.tsx'
import { LongTextField, TextField } from '../pieces/fields.tsx'
import { Loading } from '../pieces/loading.tsx'
import { Page, Section } from '../pieces/page.tsx'
import { ErrorNote } from '../pieces/problem-note.tsx'
import { languageNames } from '../words/names.ts'
import { filled } from './slash.ts'

/** The texts the team says again and again: what `/` offers while an answer is typed. */
export function SavedRepliesPage() {
  const { t } = useTranslation()
  const may = useMay()
  const { data: replies, error, refetch } = useSavedReplies()
  const add = may('conversations.reply') && <EditReply reply={undefined} />
  return (
    <Page title={t('savedReplies.title')} lead={t('savedReplies.lead')} back={{ to: '/inbox', words: t('nav.inbox') }}>
      <Section title={t('savedReplies.all')} acts={add}>
        {error && <ErrorNote error={error} retry={() => void refetch()} />}
        {!replies && !error && <Loading rows={4} />}
        {replies?.length === 0 && (
          <Empty icon={IconMessagePlus} title={t('savedReplies.emptyTitle')} words={t('savedReplies.emptyWords')} />
        )}
        <div className="lines">
          {replies?.map((reply) => (
            <div key={reply.id} className="bar spread unwrapped">
              <span style={{ minWidth: 0 }}>
                <strong>{reply.name}</strong>{' '}
                <span className="quiet small">
                  {languages
                    .filter((language) => reply.texts[language])
                    .map((language) => languageNames[language])
                    .join(' · ')}
                </span>
                <span className="quiet small words" style={{ display: 'block' }}>
                  {Object.values(reply.texts)[0]}
                </span>
              </span>
              {may('conversations.reply') && (
                <span className="bar" style={{ flex: 'none' }}>
                  <EditReply reply={reply} />
                  <Confirm
                    words={t('savedReplies.remove')}
                    size="xs"
                    variant="subtle"
                    danger
                    title={t('savedReplies.removeTitle', { name: reply.name })}
                    act={t('savedReplies.remove')}
                    send={() => removeReply(reply.id)}
                  >
                    <p>{t('savedReplies.removeWords')}</p>
                  </Confirm>
                </span>
              )}
            </div>
          ))}
        </div>
      </Section>
    </Page>
  )
}

function EditReply({ reply }: { reply: SavedReply | undefined }) {
  const { t } = useTranslation()
  return (
    <Confirm
      words={t(reply ? 'acts.edit' : 'acts.add')}
      size="xs"
      title={t('savedReplies.one')}
      act={t('acts.save')}
      send={(typed) =>
        saveReply(reply?.id, {
          name: typed.text('name'),
          texts: filled(languages.map((language) => [language, typed.text(`texts.${language}`)] as const)),
        })
      }
    >
      <TextField
        name="name"
        label={t('savedReplies.name')}
        description={t('savedReplies.nameHint')}
        defaultValue={reply?.name ?? ''}
        maxLength={80}
        data-autofocus
      />
      {languages.map((language) => (
        <LongTextField
          key={language}
          name={`texts.${language}`}
          lang={language}
          label={languageNames[language]}
          minRows={2}
          maxLength={5000}
          defaultValue={reply?.texts[language] ?? ''}
        />
      ))}
    </Confirm>
  )
}
