import { Badge, Tabs, Tooltip } from '@mantine/core'
import { IconCheck, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../src/platform/languages.ts'
import { type CaseDetail, decideUpdate, isToldAsDone, type Update, updateApprovalLink } from '../api/cases.ts'
import { useMay, useSession } from '../api/session.ts'
import { BoardLink } from '../pieces/board-link.tsx'
import { Confirm } from '../pieces/confirm.tsx'
import { TextField, TickField } from '../pieces/fields.tsx'
import type { Typed } from '../pieces/form.tsx'
import { Section } from '../pieces/page.tsx'
import { useFormats } from '../words/formats.ts'
import { languageName } from '../words/names.ts'
import { AttachProof } from './attach-proof.tsx'
import { NamesWarning } from './names-warning.tsx'
import { useProofChoice } from './proof-field.tsx'
import { UntoldNote } from './untold-note.tsx'
import { WriteUpdate } from './write-update.tsx'

/** News of the case: written by one, released by another, then told to the donors in the next round. */
export function Updates({ found, hasEnded }: { found: CaseDetail; hasEnded: boolean }) {
  const { t } = useTranslation()
  const may = useMay()
  return (
    <Section
      title={t('updates.title')}
      lead={t('updates.lead')}
      acts={may('updates.write') && !hasEnded && <WriteUpdate found={found} />}
    >
      {found.updates.length === 0 && <p className="quiet">{t('updates.none')}</p>}
      {found.updates.length > 0 && (
        <div className="lines">
          {found.updates.map((update) => (
            <UpdateView key={update.id} update={update} found={found} hasEnded={hasEnded} />
          ))}
        </div>
      )}
    </Section>
  )
}

const colours = { draft: 'quiet', submitted: 'attention', approved: 'good', declined: 'danger' } as const

function UpdateView({ update, found, hasEnded }: { update: Update; found: CaseDetail; hasEnded: boolean }) {
  const { t } = useTranslation(['desk', 'cases'])
  const formats = useFormats()
  const { stage, state, writtenBy, writtenAt, approvedBy, evidence, declineReason, texts } = update
  return (
    <article className="stack tight" aria-label={t(`cases:stages.${stage}`)}>
      <div className="bar spread">
        <strong>{t(`cases:stages.${stage}`)}</strong>
        <Badge color={colours[state]}>{t(`updates.states.${state}`)}</Badge>
      </div>
      <p className="quiet small">
        {t('updates.writtenBy', { name: writtenBy, when: formats.ago(writtenAt) })}
        {approvedBy && ` · ${t('updates.approvedBy', { name: approvedBy })}`}
        {evidence && ` · ${t('updates.seen', { evidence })}`}
        {declineReason && ` · ${t('updates.because', { reason: declineReason })}`}
      </p>
      <Texts update={update} />
      {texts.length === 0 && <p className="quiet small">{t('updates.templateOnly')}</p>}
      {!hasEnded && <Decisions update={update} found={found} />}
    </article>
  )
}

function Texts({ update: { texts: written, state } }: { update: Update }) {
  const { t, i18n } = useTranslation()
  const texts = inOrder(written)
  const first = texts.find(({ language }) => language === i18n.language) ?? texts[0]
  if (!first) return null
  return (
    <Tabs defaultValue={first.language} variant="outline">
      <Tabs.List aria-label={t('updates.languages')}>
        {texts.map(({ language, isApproved }) => (
          <Tabs.Tab key={language} value={language} lang={language}>
            {languageName(language)}
            {state === 'approved' && <Released isReleased={isApproved} />}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {texts.map(({ language, text }) => (
        <Tabs.Panel key={language} value={language} lang={language} pt="xs">
          <p className="words">{text}</p>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

/** The languages in the order all forms have them. */
function inOrder(texts: Update['texts']): Update['texts'] {
  return languages.flatMap((one) => texts.filter(({ language }) => language === one))
}

function Released({ isReleased }: { isReleased: boolean }) {
  const { t } = useTranslation()
  const words = t(isReleased ? 'updates.released' : 'updates.notReleased')
  const Sign = isReleased ? IconCheck : IconLock
  return (
    <Tooltip label={words}>
      <Sign size={14} className="aside" role="img" aria-label={words} />
    </Tooltip>
  )
}

function Decisions({ update, found }: { update: Update; found: CaseDetail }) {
  const { t } = useTranslation()
  const may = useMay()
  const { member } = useSession()
  const { id, state, writtenById } = update
  if (state === 'draft' && may('updates.write')) {
    return (
      <Confirm
        words={t('updates.submit')}
        size="xs"
        title={t('updates.submit')}
        act={t('updates.submit')}
        send={() => decideUpdate(id, 'submit')}
      >
        <p>{t('updates.submitWords')}</p>
      </Confirm>
    )
  }
  if (state === 'declined' && may('updates.write')) {
    return (
      <div className="bar">
        <WriteUpdate found={found} from={update} />
      </div>
    )
  }
  if (state !== 'submitted') return null
  const link = may('updates.write') && (
    <>
      <AttachProof update={update} found={found} />
      {writtenById !== member.id && <BoardLink size="xs" make={() => updateApprovalLink(id)} />}
    </>
  )
  if (!may('updates.approve')) return link ? <div className="bar">{link}</div> : null
  if (writtenById === member.id) {
    return (
      <div className="bar">
        <span className="quiet small">{t('updates.otherDecides')}</span>
        {link}
      </div>
    )
  }
  return (
    <div className="bar">
      <Release update={update} found={found} />
      <Confirm
        words={t('updates.decline')}
        size="xs"
        title={t('updates.declineTitle')}
        act={t('updates.decline')}
        send={(typed) => decideUpdate(id, 'decline', { reason: typed.text('reason') })}
      >
        <TextField
          name="reason"
          label={t('updates.reason')}
          description={`${t('updates.reasonHint')} ${t('cases.noNames')}`}
        />
      </Confirm>
    </div>
  )
}

/** Reads the words and the document, and lets them out. */
function Release({ update, found }: { update: Update; found: CaseDetail }) {
  const { t } = useTranslation()
  const { id, stage, texts, shown, evidence } = update
  const proof = useProofChoice(found, update.proof)
  const approve = async (typed: Typed) =>
    decideUpdate(id, 'approve', {
      evidence: typed.text('evidence') || undefined,
      ...(isToldAsDone(stage) ? { proof: await proof.bring(typed) } : {}),
      languages: texts.map(({ language }) => language).filter((language) => typed.isTicked(`language.${language}`)),
    })
  return (
    <Confirm
      words={t('updates.approve')}
      size="xs"
      variant="filled"
      title={t('updates.approveTitle')}
      act={t('updates.approve')}
      send={approve}
    >
      <p>{t('updates.approveWords')}</p>
      <UntoldNote found={found} />
      <NamesWarning caseId={found.id} texts={texts.map(({ text }) => text)} />
      {isToldAsDone(stage) && proof.field}
      <TextField
        name="evidence"
        label={t('updates.evidenceSeen')}
        description={`${t('updates.evidenceSeenHint')} ${t('cases.noNames')}`}
        defaultValue={evidence ?? ''}
      />
      {texts.length > 0 && (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }} className="stack tight">
          <legend className="mantine-InputWrapper-label">{t('updates.readLanguages')}</legend>
          {inOrder(texts).map(({ language, text }) => (
            <TickField
              key={language}
              name={`language.${language}`}
              label={languageName(language)}
              description={shown[language] ?? text}
              className="read"
              lang={language}
            />
          ))}
        </fieldset>
      )}
    </Confirm>
  )
}
