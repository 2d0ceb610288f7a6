import { raw } from 'hono/html'
import type { Claim } from '../../proofs/claim.ts'
import { reasons } from '../../proofs/verdict.ts'
import { assetUrl } from '../assets.ts'
import type { Frame } from '../frame.ts'

/** What the reader's device has found, told at the top of the page; leads to how. Not there where nothing can check. */
export function Verdict({ frame }: { frame: Frame }) {
  return (
    <>
      <noscript>
        <style>{'.verdict{display:none}'}</style>
      </noscript>
      <p class="verdict" id="verdict">
        <a href="#check">{frame.t('check.running')}</a>
      </p>
    </>
  )
}

/** The lines of the check, in the reader's order; `check.js` gathers the verifier's steps under them. */
const checkLines = ['gift', 'allocation', 'update', 'inclusion', 'signature', 'consistency'] as const

interface SealProps {
  frame: Frame
  claim: Claim
  from: number
  proofUrl?: string | undefined
}

/** `from` is the size of the log from which the claim's consistency is proved; `proofUrl` the file that proves the first entry on its own. The seal, outlined until this reader's device has checked the page against the log, and the steps it takes. */
export function SealSection({ frame, claim, from, proofUrl }: SealProps) {
  const { t, nonce } = frame
  return (
    <section class="check" id="check" data-state="unchecked" data-from={from} aria-labelledby="check-title">
      <div class="check-head">
        <h2 id="check-title">{t('check.title')}</h2>
        <Seal frame={frame} />
      </div>
      <p id="check-result" role="status">
        {t('check.before')}
      </p>
      <ol class="steps">
        {checkLines.map((line) => (
          <li key={line} data-line={line}>
            <span>{t(`check.lines.${line}`)}</span>
            <small class="why" />
          </li>
        ))}
      </ol>
      <p class="buttons">
        <button class="button" type="button" id="check-now" hidden>
          {t('check.now')}
        </button>
        {proofUrl && (
          <a class="button quiet" href={proofUrl} download>
            {t('check.save')}
          </a>
        )}
      </p>
      <noscript>
        <p class="notice">{t('check.noScript')}</p>
      </noscript>
      <details class="more">
        <summary>{t('check.meaning')}</summary>
        <p>{t('check.means')}</p>
        <p>{t('check.doesNotMean')}</p>
      </details>
      <Embedded id="check-claim" value={claim} nonce={nonce} />
      <Embedded id="check-sentences" value={sentences(frame)} nonce={nonce} />
      <script type="module" nonce={nonce} src={assetUrl('check.js')} />
    </section>
  )
}

function sentences({ t }: Frame) {
  const results = ['ok', 'failed', 'incomplete', 'unknown', 'unreachable', 'tooOld', 'passed'] as const
  return {
    results: Object.fromEntries(results.map((result) => [result, t(`check.${result}`)])),
    reasons: Object.fromEntries(reasons.map((reason) => [reason, t(`check.reasons.${reason}`)])),
  }
}

/** The stamp: two lines of the reader's script, drawn as text so that it needs no font of its own. */
function Seal({ frame }: { frame: Frame }) {
  const lines = frame.t('check.stamp').split('/')
  return (
    <svg class="seal" viewBox="0 0 80 80" width="80" height="80" role="img" aria-label={frame.t('check.sealLabel')}>
      <rect x="3" y="3" width="74" height="74" rx="7" />
      <rect class="inner" x="8" y="8" width="64" height="64" rx="4" />
      {lines.map((line, index) => (
        <text key={line} x="40" y={36 + index * 25} text-anchor="middle">
          {line}
        </text>
      ))}
    </svg>
  )
}

// Inside a script element the parser stops at `</` and reads `<!--` in its own way.
function Embedded({ id, value, nonce }: { id: string; value: unknown; nonce: string }) {
  return (
    <script type="application/json" id={id} nonce={nonce}>
      {raw(JSON.stringify(value).replaceAll('<', '\\u003c'))}
    </script>
  )
}
