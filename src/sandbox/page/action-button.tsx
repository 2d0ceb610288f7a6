import type { Action } from '../line/action.ts'

/** Where presses go, and how an address of ours is written on this page. */
export interface Pressing {
  readonly phonePath: string
  local(url: string): string
}

interface ActionButtonProps {
  action: Action
  pressing: Pressing
  className: string
  style?: string
}

/** Something to press. Links open beside the chat, as a chat's own browser does; everything else goes to the account. */
export function ActionButton({ action, pressing, className, style }: ActionButtonProps) {
  switch (action.type) {
    case 'uri':
      return (
        <a class={className} style={style} href={pressing.local(action.uri)} target="_blank" rel="noopener">
          {action.label}
        </a>
      )
    case 'postback':
      return (
        <form method="post" action={`${pressing.phonePath}/press`} data-quiet>
          {action.displayText && <input type="hidden" name="words" value={action.displayText} />}
          <button type="submit" class={className} style={style} name="data" value={action.data}>
            {action.label}
          </button>
        </form>
      )
    case 'message':
      return (
        <form method="post" action={`${pressing.phonePath}/say`} data-quiet>
          <button type="submit" class={className} style={style} name="text" value={action.text}>
            {action.label}
          </button>
        </form>
      )
    default:
      // Camera, place and clipboard are parts of a real phone that a page does not have.
      return (
        <span class={className} style={style}>
          {action.label}
        </span>
      )
  }
}
