import { type Tampering, tamperKinds } from '../tamper/tampering.ts'
import { Document, type Frame, LanguageLinks, Ribbon } from './document.tsx'

interface TamperPageProps {
  frame: Frame
  giftId: string
  /** What is tampered with at present, with this gift or another. */
  done: Tampering | undefined
  /** The gift's page as the visitor's own chat links to it; undefined where their phone knows of none. */
  giftPath: string | undefined
  problem: string | undefined
}

/** Four ways to cheat with a gift's record, and the way back. */
export function TamperPage({ frame, giftId, done, giftPath, problem }: TamperPageProps) {
  const { t } = frame
  return (
    <Document frame={frame} title={t('sandbox:tamper.title')} className="paper">
      <Ribbon words={t('sandbox:ribbon')} />
      <main class="slip wide">
        <h1>{t('sandbox:tamper.title')}</h1>
        <p>{t('sandbox:tamper.text')}</p>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {done && <Done frame={frame} giftId={giftId} done={done} giftPath={giftPath} />}
        <form class="choices" method="post" action="/sandbox/tamper">
          <input type="hidden" name="gift" value={giftId} />
          {tamperKinds.map((kind) => (
            <button
              key={kind}
              type="submit"
              class="second"
              name="kind"
              value={kind}
              aria-pressed={done?.kind === kind ? 'true' : 'false'}
            >
              <strong>{t(`sandbox:tamper.${kind}.title`)}</strong>
              <small>{t(`sandbox:tamper.${kind}.text`)}</small>
            </button>
          ))}
        </form>
        <LanguageLinks frame={frame} query={`&gift=${giftId}`} />
      </main>
    </Document>
  )
}

function Done({ frame: { t }, giftId, done, giftPath }: Omit<TamperPageProps, 'problem'> & { done: Tampering }) {
  return (
    <section class="tampered">
      <p role="status">
        <strong>{t(`sandbox:tamper.${done.kind}.done`)}</strong>{' '}
        {t(`sandbox:tamper.${giftPath ? 'nowOpen' : 'nowCheck'}`)}
      </p>
      {giftPath && (
        <a class="primary" href={giftPath}>
          {t('sandbox:tamper.open')}
        </a>
      )}
      <form method="post" action="/sandbox/tamper/repair">
        <input type="hidden" name="gift" value={giftId} />
        <button type="submit" class={giftPath ? 'second' : 'primary'}>
          {t('sandbox:tamper.repair')}
        </button>
      </form>
    </section>
  )
}
