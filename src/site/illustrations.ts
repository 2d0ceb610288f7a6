import type { Translate } from '../platform/i18n/translator.ts'
import { assetUrl } from './assets.ts'
import type { Picture } from './frame.ts'

const known = ['valley', 'kite', 'lanterns'] as const

/** A programme's illustration by its name, and the same for share cards; a name not drawn shows the valley. `t` is `site`'s. */
export function illustration(name: string, t: Translate): { picture: Picture; cardPicture: Picture } {
  const drawn = known.find((each) => each === name) ?? 'valley'
  const alt = t(`illustrations.${drawn}`)
  return {
    picture: { url: assetUrl(`illustrations/${drawn}.svg`), alt, width: 1200, height: 675 },
    cardPicture: { url: assetUrl(`illustrations/${drawn}.jpg`), alt, width: 1200, height: 630 },
  }
}
