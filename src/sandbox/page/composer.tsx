import type { Translate } from '../../platform/i18n/translator.ts'
import type { DeedType } from '../emulator.ts'

interface ComposerProps {
  phonePath: string
  deeds: ReadonlySet<DeedType>
  /** Words that a link has typed already. */
  typed: string
  t: Translate
}

/** Where the person writes, and what else this app can send. */
export function Composer({ phonePath, deeds, typed, t }: ComposerProps) {
  return (
    <div class="composer">
      {deeds.has('photo') && <Photo phonePath={phonePath} t={t} />}
      {deeds.has('sticker') && <Small name="sticker" sign={signs.sticker} phonePath={phonePath} t={t} />}
      {deeds.has('location') && <Small name="location" sign={signs.location} phonePath={phonePath} t={t} />}
      <form class="say" method="post" action={`${phonePath}/say`} data-quiet>
        <textarea
          name="text"
          rows={1}
          maxlength={5000}
          required
          aria-label={t('sandbox:chat.write')}
          placeholder={t('sandbox:chat.write')}
        >
          {typed}
        </textarea>
        <button type="submit" aria-label={t('sandbox:chat.send')}>
          <Sign strokes="M4 12 20 4l-5 16-3.5-6.5z" />
        </button>
      </form>
    </div>
  )
}

const signs = {
  sticker: 'M12 20a8 8 0 1 1 8-8c-4 0-8 4-8 8zM12 20l8-8M9 10h.01M14 10h.01',
  location: 'M12 21c-4-5-6-8-6-11a6 6 0 1 1 12 0c0 3-2 6-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
} as const

function Photo({ phonePath, t }: Pick<ComposerProps, 'phonePath' | 't'>) {
  return (
    <form class="photo" method="post" action={`${phonePath}/photo`} enctype="multipart/form-data" data-quiet>
      <label>
        <span class="unseen">{t('sandbox:chat.sendPhoto')}</span>
        <input type="file" name="photo" accept="image/jpeg,image/png" />
        <Sign strokes="M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01" />
      </label>
    </form>
  )
}

interface SmallProps {
  name: keyof typeof signs
  sign: string
  phonePath: string
  t: Translate
}

function Small({ name, sign, phonePath, t }: SmallProps) {
  return (
    <form class="small" method="post" action={`${phonePath}/${name}`} data-quiet>
      <button type="submit" aria-label={t(`sandbox:chat.send_${name}`)}>
        <Sign strokes={sign} />
      </button>
    </form>
  )
}

function Sign({ strokes }: { strokes: string }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d={strokes} />
    </svg>
  )
}
