import { raw } from 'hono/html'
import { assetUrl } from './assets.ts'
import type { Frame } from './frame.ts'
import type { CheckClaim } from './gift-story.ts'

/**
 * What the reader's device checks, in this order. `/verify.js` exports
 * `verify(claim): Promise<{ step, ok, reason? }[]>` with these steps and, where one failed, one of these reasons.
 */
export const checkSteps = ['recomputed', 'updates', 'included', 'signed', 'remembered'] as const

/** Why a step failed; each has its own sentence in all five languages. */
export const checkReasons = [
  'gift-altered',
  'allocation-altered',
  'update-altered',
  'entry-missing',
  'not-included',
  'signature-invalid',
  'key-unknown',
  'history-rewritten',
  'log-shrunk',
  'no-salt',
  'no-memory',
  'unreachable',
] as const

/** The seal, outlined until this reader's device has checked the page against the log, and the steps it takes. */
export function SealSection({ frame, claim }: { frame: Frame; claim: CheckClaim }) {
  const { t, nonce } = frame
  const sentences = {
    ...Object.fromEntries(checkReasons.map((reason) => [reason, t(`check.reasons.${reason}`)])),
    ok: t('check.ok'),
    failed: t('check.failed'),
    unknown: t('check.unknown'),
  }
  return (
    <section class="check" id="check" data-state="unchecked" aria-labelledby="check-title">
      <div class="check-head">
        <h2 id="check-title">{t('check.title')}</h2>
        <Seal frame={frame} />
      </div>
      <p id="check-result" role="status">
        {t('check.before')}
      </p>
      <ol class="steps">
        {checkSteps.map((step) => (
          <li data-step={step}>
            <span>{t(`check.steps.${step}`)}</span>
            <small class="why" />
          </li>
        ))}
      </ol>
      <p class="buttons">
        <button class="button seal-button" type="button" id="check-now" hidden>
          {t('check.now')}
        </button>
      </p>
      <noscript>
        <p class="notice">{t('check.noScript')}</p>
      </noscript>
      <details class="more">
        <summary>{t('check.meaning')}</summary>
        <p>{t('check.means')}</p>
        <p>{t('check.doesNotMean')}</p>
      </details>
      <script type="application/json" id="check-claim" nonce={nonce}>
        {raw(asScriptText(claim))}
      </script>
      <script type="application/json" id="check-sentences" nonce={nonce}>
        {raw(asScriptText(sentences))}
      </script>
      <script type="module" nonce={nonce} src={assetUrl('check.js')} />
    </section>
  )
}

/** The stamp. Four characters in two columns where the script has them, two short lines elsewhere. */
function Seal({ frame }: { frame: Frame }) {
  const lines = frame.t('check.stamp').split('/')
  return (
    <svg class="seal" viewBox="0 0 80 80" width="80" height="80" role="img" aria-label={frame.t('check.sealLabel')}>
      <rect x="3" y="3" width="74" height="74" rx="7" />
      <rect class="inner" x="8" y="8" width="64" height="64" rx="4" />
      {lines.map((line, index) => (
        <text x="40" y={lines.length === 1 ? 46 : 36 + index * 25} text-anchor="middle" lang={frame.language}>
          {line}
        </text>
      ))}
    </svg>
  )
}

// Inside a script element the parser stops at `</` and reads `<!--` in its own way; a bigint travels as text.
function asScriptText(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? part.toString() : part)).replaceAll(
    '<',
    '\\u003c',
  )
}
