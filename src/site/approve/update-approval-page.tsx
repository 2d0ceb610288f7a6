import type { Language } from '../../platform/languages.ts'
import { TextField, Tick } from '../field.tsx'
import { type Frame, spoken } from '../frame.ts'
import { Page } from '../page.tsx'
import { languageNames } from '../words.ts'

/** What was typed to decide, and what is wrong with it in the reader's language. */
export interface TypedApproval {
  readonly evidence: string
  readonly reason: string
  /** The languages whose words were ticked as read. */
  readonly released: readonly Language[]
  readonly errors: Readonly<Partial<Record<'evidence' | 'reason', string>>>
}

/** News of a child that waits for a second person. */
export interface UpdateApprovalView {
  readonly action: string
  readonly formToken: string
  readonly child: string
  readonly writtenBy: string
  readonly writtenAt: Date
  /** Words of the stages: where the case is, and what the news tells. */
  readonly stageNow: string
  readonly stageTold: string
  readonly evidenceNamed: string | null
  /** Words around the document that shows it, if one is attached: what it is for, how to open it, what holds of opening it. */
  readonly document: { readonly about: string; readonly open: string; readonly note: string } | undefined
  readonly isEvidenceNeeded: boolean
  readonly texts: readonly { readonly language: Language; readonly text: string }[]
  /** What donors read, in the reader's language, where no words are released. */
  readonly template: string
  readonly typed: TypedApproval
}

interface UpdateApprovalProps {
  frame: Frame
  approval: UpdateApprovalView
}

/** `/approve/:token` for news of a child: somebody without an account reads it, and releases it or sends it back, once. */
export function UpdateApprovalPage({ frame, approval }: UpdateApprovalProps) {
  const { t } = frame
  const { child, writtenBy, typed } = approval
  return (
    <Page frame={frame} title={t('approveUpdate.title', { child })} isPrivate>
      <h1>{t('approveUpdate.title', { child })}</h1>
      <p class="lede">{t('approveUpdate.lede', { child, name: writtenBy })}</p>
      {Object.keys(typed.errors).length > 0 && (
        <div class="error-summary" role="alert">
          <p>{t('approveUpdate.errors')}</p>
        </div>
      )}
      <Facts frame={frame} approval={approval} />
      {approval.document && (
        <>
          <p>
            {approval.document.about}
            {': '}
            <a href={`${approval.action}/document`} target="_blank" rel="noreferrer">
              {approval.document.open}
            </a>
          </p>
          <p class="fine">{approval.document.note}</p>
        </>
      )}
      <Release frame={frame} approval={approval} />
      <SendBack frame={frame} approval={approval} />
    </Page>
  )
}

function Facts({ frame, approval }: UpdateApprovalProps) {
  const { t } = frame
  const { stageNow, stageTold, evidenceNamed, writtenBy, writtenAt } = approval
  const rows = [
    [writtenBy, spoken(frame).day(writtenAt)],
    [t('approveUpdate.stageNow'), stageNow],
    [t('approveUpdate.stageTold'), stageTold],
    [t('approveUpdate.evidenceNamed'), evidenceNamed ?? t('approveUpdate.noEvidence')],
  ] as const
  return (
    <table class="ledger">
      <caption class="unseen">{t('approveUpdate.facts')}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Release({ frame, approval }: UpdateApprovalProps) {
  const { t } = frame
  const { action, formToken, texts, template, isEvidenceNeeded, typed } = approval
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="token" value={formToken} />
      <h2>{t('approveUpdate.words')}</h2>
      {texts.map(({ language, text }) => (
        <div key={language}>
          <blockquote class="told" lang={language}>
            {text}
          </blockquote>
          <Tick
            name={`language.${language}`}
            label={t('approveUpdate.release', { language: languageNames[language] })}
            ticked={typed.released.includes(language)}
          />
        </div>
      ))}
      <p class="fine">{t(texts.length === 0 ? 'approveUpdate.noWords' : 'approveUpdate.template')}</p>
      <blockquote class="told">{template}</blockquote>
      <TextField
        name="evidence"
        label={t('approveUpdate.evidence.label')}
        hint={t(isEvidenceNeeded ? 'approveUpdate.evidence.needed' : 'approveUpdate.evidence.optional')}
        value={typed.evidence}
        error={typed.errors.evidence}
        required={isEvidenceNeeded}
        maxlength={longestAnswer}
      />
      <p class="notice">{t('approveUpdate.consequence')}</p>
      <p class="buttons">
        <button class="button" type="submit" name="decision" value="approve">
          {t('approveUpdate.approve')}
        </button>
      </p>
    </form>
  )
}

// A form of its own: what is demanded for a release is none of its business.
function SendBack({ frame, approval }: UpdateApprovalProps) {
  const { t } = frame
  const { action, formToken, writtenBy, typed } = approval
  return (
    <form method="post" action={action} novalidate>
      <input type="hidden" name="token" value={formToken} />
      <h2>{t('approveUpdate.declineTitle')}</h2>
      <TextField
        name="reason"
        label={t('approveUpdate.reason.label')}
        hint={t('approveUpdate.reason.hint', { name: writtenBy })}
        value={typed.reason}
        error={typed.errors.reason}
        required
        maxlength={longestAnswer}
      />
      <p class="buttons">
        <button class="button quiet" type="submit" name="decision" value="decline">
          {t('approveUpdate.decline')}
        </button>
      </p>
    </form>
  )
}

/** Characters of the evidence and of the reason. */
export const longestAnswer = 500
