import type { Translate } from '../../platform/i18n/translator.ts'
import type { Mood } from '../mood.ts'

interface MoodFormProps {
  app: string
  moods: readonly Mood[]
  now: Mood
  phonePath: string
  t: Translate
}

/** How the provider feels today: what a real one does once in a while, whenever somebody wants to see it. */
export function MoodForm({ app, moods, now, phonePath, t }: MoodFormProps) {
  return (
    <form class="mood" method="post" action={`${phonePath}/mood`}>
      <label>
        {t('sandbox:chat.mood', { app })}
        <select name="mood">
          {moods.map((mood) => (
            <option key={mood} value={mood} selected={mood === now}>
              {t(`sandbox:moods.${mood}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t('sandbox:chat.setMood')}</button>
    </form>
  )
}
