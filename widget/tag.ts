/** What the tag may say of the chat besides its account; see `RiscontroChat`. */
const told = ['lang', 'code', 'name', 'color', 'side', 'identifier', 'exp', 'hash'] as const

/** One tag is enough, `<script src="…/widget.js" data-account="…"></script>`: puts the chat at the end of its page. */
export function placeChat({ dataset }: HTMLScriptElement): void {
  if (dataset.account === undefined) return
  const chat = document.createElement('riscontro-chat')
  chat.setAttribute('account', dataset.account)
  for (const name of told) {
    const value = dataset[name]
    if (value !== undefined) chat.setAttribute(name, value)
  }
  const place = () => document.body.append(chat)
  if (document.body === null) addEventListener('DOMContentLoaded', place)
  else place()
}
