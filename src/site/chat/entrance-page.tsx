import type { Translate } from '../../platform/i18n/translator.ts'
import { assetUrl } from '../assets.ts'
import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'

/** How an opening of a page from the chat stands, where it is not simply the page that was asked for. */
export type EntranceView = {
  /** The chat it was opened from; without a link where its channel has none. */
  readonly chat: { readonly channel: string; readonly url: string | null }
} & (
  | {
      readonly state: 'opening'
      /** Where the page sends the proof that the app has laid into its address. */
      readonly action: string
      readonly ticketState: string
    }
  | { readonly state: 'stranger' | 'refused' | 'closed'; readonly again: string | null }
)

interface EntranceProps {
  frame: Frame
  /** The words of namespace `entrance`. */
  say: Translate
  entrance: EntranceView
}

/** `/me/:organisation/:account`: what is seen on the way to one's own page, or what to do instead. */
export function EntrancePage({ frame, say, entrance }: EntranceProps) {
  const { chat, state } = entrance
  const title = say(`${state}.title`)
  return (
    <Page frame={frame} title={title} isPrivate>
      <section class="outcome">
        <h1>{title}</h1>
        <p class="lede">{say(`${state}.text`, chat)}</p>
        {entrance.state === 'opening' ? (
          <Handing frame={frame} say={say} entrance={entrance} />
        ) : (
          entrance.again !== null && (
            <p class="buttons">
              <a class="button" href={entrance.again}>
                {say('again')}
              </a>
            </p>
          )
        )}
        {chat.url !== null && (
          <p class="buttons">
            <a class={state === 'stranger' || state === 'closed' ? 'button' : 'button quiet'} href={chat.url}>
              {say('chat', chat)}
            </a>
          </p>
        )}
      </section>
    </Page>
  )
}

function Handing({ frame, say, entrance }: EntranceProps & { entrance: Extract<EntranceView, { state: 'opening' }> }) {
  return (
    <>
      <p>{say('opening.manual', entrance.chat)}</p>
      <form id="handing" method="post" action={entrance.action}>
        <input type="hidden" name="state" value={entrance.ticketState} />
        <input type="hidden" name="proof" value="" />
      </form>
      <script type="module" nonce={frame.nonce} src={assetUrl('entrance.js')} />
    </>
  )
}
