import { assetUrl } from '../assets.ts'
import type { Frame } from '../frame.ts'
import { Page } from '../page.tsx'

/** A form of the payment provider's, to be sent from the browser. */
export interface Leaving {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  /** In the reader's language. */
  readonly title: string
  readonly button: string
}

/** On the way to the payment page: the form sends itself, or waits for a tap where there is no script. */
export function LeavingPage({ frame, leaving }: { frame: Frame; leaving: Leaving }) {
  return (
    <Page frame={frame} title={leaving.title} isPrivate>
      <section class="outcome">
        <h1>{leaving.title}</h1>
        <form method="post" action={leaving.url} id="leaving">
          {Object.entries(leaving.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p class="buttons">
            <button class="button" type="submit">
              {leaving.button}
            </button>
          </p>
        </form>
        <script type="module" nonce={frame.nonce} src={assetUrl('leave.js')} />
      </section>
    </Page>
  )
}
