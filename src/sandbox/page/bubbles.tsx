import type { Translate } from '../../platform/i18n/translator.ts'
import type { Drawing, Part, Pressable, Run } from '../drawing.ts'
import type { Pressing } from './action-button.tsx'

interface BubbleProps {
  drawing: Drawing
  /** The provider's id of the message, which a press says it stands on. */
  messageId: string
  pressing: Pressing
  t: Translate
}

/** A message drawn from its provider's own form: one bubble, with what is pressed below its words. */
export function Bubble({ drawing: { parts, presses, list }, messageId, pressing, t }: BubbleProps) {
  const buttons = presses.map((press) => (
    <PressButton key={press.label} press={press} on={messageId} pressing={pressing} className="choice" />
  ))
  return (
    <div class="bubble drawn">
      {parts.map((part) => drawPart(part, pressing, t))}
      {list === undefined ? (
        buttons.length > 0 && <div class="choices-below">{buttons}</div>
      ) : (
        <details class="choices-below">
          <summary>{t('sandbox:chat.list')}</summary>
          {buttons}
        </details>
      )}
    </div>
  )
}

function drawPart(part: Part, pressing: Pressing, t: Translate) {
  switch (part.type) {
    case 'title':
      return <p class="title">{part.text}</p>
    case 'words':
      return <p>{drawRuns(part.runs, pressing)}</p>
    case 'picture':
      return <img src={pressing.local(part.url)} alt={part.description} />
    case 'sticker':
      return <p class="sticker">{t('sandbox:chat.sticker')}</p>
    case 'place':
      return (
        <p class="place">
          {part.title}
          <small>
            {part.latitude.toFixed(4)}, {part.longitude.toFixed(4)}
          </small>
        </p>
      )
    case 'facts':
      return (
        <ul>
          {part.facts.map((runs) => (
            <li key={runs[0]?.text}>{drawRuns(runs, pressing)}</li>
          ))}
        </ul>
      )
  }
}

function drawRuns(runs: readonly Run[], pressing: Pressing) {
  return runs.map(({ text, isBold }) => {
    const linked = withLinks(text, pressing)
    return isBold ? <strong key={text}>{linked}</strong> : linked
  })
}

/** Words with their addresses made pressable. */
export function withLinks(text: string, pressing: Pressing) {
  return text.split(/(https?:\/\/[^\s）」]+)/).map((part) =>
    /^https?:/.test(part) ? (
      <a key={part} href={pressing.local(part)} target="_blank" rel="noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )
}

interface PressProps {
  press: Pressable
  on: string
  pressing: Pressing
  className: string
}

/** Something to press, wherever it stands. Links open beside the chat, as a chat's own browser does. */
export function PressButton({ press, on, pressing, className }: PressProps) {
  const { label } = press
  switch (press.does) {
    case 'open':
      return (
        <a class={className} href={pressing.local(press.url)} target="_blank" rel="noopener">
          {label}
        </a>
      )
    case 'say':
      return (
        <form method="post" action={`${pressing.phonePath}/say`} data-quiet>
          <button type="submit" class={className} name="text" value={press.text}>
            {label}
          </button>
        </form>
      )
    case 'press':
      return (
        <form method="post" action={`${pressing.phonePath}/press`} data-quiet>
          <input type="hidden" name="on" value={on} />
          {press.words && <input type="hidden" name="words" value={press.words} />}
          <button type="submit" class={className} name="data" value={press.data}>
            {label}
          </button>
        </form>
      )
  }
}
