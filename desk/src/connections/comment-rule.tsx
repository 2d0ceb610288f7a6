import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { type CommentRule, changeCommentRule, useCommentRule } from '../api/comment-rule.ts'
import { useMay } from '../api/session.ts'
import { Confirm } from '../pieces/confirm.tsx'
import { LongTextField, TickField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { languageNames } from '../words/names.ts'
import styles from './connections.module.css'

/** What a channel does with public comments under its posts, and a way to change it. */
export function CommentRulePanel({ channelId }: { channelId: string }) {
  const { t } = useTranslation()
  const may = useMay()
  const { data: rule } = useCommentRule(channelId)
  if (!rule) return null
  return (
    <div className="stack tight">
      <p className="quiet small">{t('connections.comments.title')}</p>
      <div className={styles.menuLine}>
        <span>
          {t(`connections.comments.${!rule.isOn ? 'off' : rule.keywords.length === 0 ? 'all' : 'some'}`, {
            keywords: rule.keywords.join(', '),
          })}
        </span>
        {may('channels.change') && (
          <Confirm
            words={t('connections.comments.change')}
            size="xs"
            title={t('connections.comments.title')}
            act={t('acts.save')}
            send={(typed) => changeCommentRule(channelId, ruleIn(typed))}
          >
            <RuleFields rule={rule} />
          </Confirm>
        )}
      </div>
    </div>
  )
}

function RuleFields({ rule: { isOn, keywords, words } }: { rule: CommentRule }) {
  const { t } = useTranslation()
  return (
    <>
      <TickField
        name="isOn"
        label={t('connections.comments.isOn')}
        description={t('connections.comments.isOnHint')}
        defaultChecked={isOn}
      />
      <LongTextField
        name="keywords"
        minRows={2}
        label={t('connections.comments.keywords')}
        description={t('connections.comments.keywordsHint')}
        defaultValue={keywords.join('\n')}
      />
      <p className="quiet small">{t('connections.comments.wordsHint')}</p>
      {languages.map((language) => (
        <LongTextField
          key={language}
          name={`words.${language}`}
          minRows={2}
          maxLength={300}
          lang={language}
          label={t('connections.comments.words', { language: languageNames[language] })}
          defaultValue={words[language] ?? ''}
        />
      ))}
    </>
  )
}

function ruleIn(typed: Typed): CommentRule {
  const lines = typed.text('keywords').split('\n')
  const words = languages.map((language) => [language, typed.text(`words.${language}`)] as const)
  return {
    isOn: typed.isTicked('isOn'),
    keywords: [...new Set(lines.map((line) => line.trim()).filter(Boolean))],
    words: Object.fromEntries(words.filter(([, answer]) => answer !== '')),
  }
}
