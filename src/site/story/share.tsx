import { assetUrl } from '../assets.ts'
import type { Frame } from '../frame.ts'
import { qrPath } from '../qr.ts'

/** A page's QR code and the ways to pass it on. Links only; copying alone needs a script and hides itself without one. */
export function Share({ frame, url, title }: { frame: Frame; url: string; title: string }) {
  const { t, nonce } = frame
  const message = `${title} ${url}`
  return (
    <section class="share" aria-labelledby="share">
      <h2 id="share">{t('share.title')}</h2>
      <div class="share-ways">
        <figure>
          <QrCode text={url} label={t('share.qr')} />
          <figcaption>{t('share.scan')}</figcaption>
        </figure>
        <div>
          <p>{t('share.why')}</p>
          <p class="buttons">
            <a class="button quiet" href={`https://social-plugins.line.me/lineit/share?url=${encodeURIComponent(url)}`}>
              {t('share.line')}
            </a>
            <a class="button quiet" href={`https://wa.me/?text=${encodeURIComponent(message)}`}>
              WhatsApp
            </a>
            <button class="button quiet" type="button" data-copy={url} data-copied={t('share.copied')} hidden>
              {t('share.copy')}
            </button>
          </p>
          <p class="address">{url}</p>
        </div>
      </div>
      <script type="module" nonce={nonce} src={assetUrl('copy.js')} />
    </section>
  )
}

/** A QR code drawn on white in every colour scheme, because many cameras do not read an inverted one. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { path, side } = qrPath(text)
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} stroke="#1E2430" />
    </svg>
  )
}
