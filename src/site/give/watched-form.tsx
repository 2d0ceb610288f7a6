import { puzzleBits, puzzleOf, puzzleParts } from '../../gifts/declines/puzzle.ts'
import { assetUrl } from '../assets.ts'
import type { Frame } from '../frame.ts'
import { type GiftFormView, giftFields } from './gift-form.ts'

/**
 * What stands on the form while too many payments are being refused: a puzzle that the browser solves while the donor types, or that
 * cards must wait. Nothing at all otherwise, and no byte for it.
 */
export function WatchedForm({ frame, form }: { frame: Frame; form: GiftFormView }) {
  const { t } = frame
  const { watch, formToken, methods } = form
  if (watch.level === 'calm') return null
  const transfer = methods.includes('transfer') && <p>{t('give.watch.transfer')}</p>
  if (watch.level === 'paused') {
    return (
      <div class="notice">
        <p>
          <strong>{t('give.watch.pausedTitle', { minutes: watch.minutes })}</strong>
        </p>
        <p>{t('give.watch.paused')}</p>
        {transfer}
      </div>
    )
  }
  return (
    <div class="notice" data-puzzle={puzzleOf(formToken)} data-parts={puzzleParts} data-bits={puzzleBits}>
      <p>{t('give.watch.why')}</p>
      <p role="status" data-working={t('give.watch.working')} data-done={t('give.watch.done')}></p>
      <input type="hidden" name={giftFields.puzzle} value="" />
      <noscript>
        <p>{t('give.watch.noScript')}</p>
        {transfer}
      </noscript>
      <script type="module" nonce={frame.nonce} src={assetUrl('puzzle.js')} />
    </div>
  )
}
