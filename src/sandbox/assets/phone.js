// The phone in the browser: reads the chat again whenever the stream rings, sends without leaving the page.
const screen = document.querySelector('[data-phone]')
const thread = document.querySelector('#thread')
const replies = document.querySelector('#replies')
const newer = document.querySelector('#newer')

if (screen && thread && replies) {
  const path = screen.dataset.phone
  let isReading = false
  let mustReadAgain = false

  const isAtEnd = () => thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120
  const toEnd = () => {
    thread.scrollTop = thread.scrollHeight
  }
  // Whoever is reading further up is told of what is new; whoever was away finds it before them.
  let touchedAt = Number.NEGATIVE_INFINITY
  const isReadingBack = () => !isAtEnd() && !document.hidden && performance.now() - touchedAt < 5000

  // Lines that are there stay as they are: a screen reader hears only what is new.
  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, 'text/html')
    const lines = [...fresh.querySelectorAll('#thread > [data-id]')]
    const wanted = new Set(lines.map((line) => line.dataset.id))
    const known = new Map([...thread.children].map((line) => [line.dataset.id, line]))
    const mayMove = !isReadingBack()
    let hasNews = false
    for (const [id, line] of known) if (!wanted.has(id)) line.remove()
    for (const line of lines) {
      if (known.has(line.dataset.id)) continue
      thread.append(document.adoptNode(line))
      hasNews = true
    }
    replies.replaceChildren(...fresh.querySelector('#replies').childNodes)
    if (hasNews && mayMove) toEnd()
    newer.hidden = !hasNews || mayMove
    if (hasNews) see()
  }

  const read = async () => {
    if (isReading) {
      mustReadAgain = true
      return
    }
    isReading = true
    const response = await fetch(`${path}/chat`).catch(() => undefined)
    if (response?.ok) show(await response.text())
    isReading = false
    if (mustReadAgain) {
      mustReadAgain = false
      await read()
    }
  }

  // Whoever looks at the chat has read it; a page behind another one has not.
  const see = () => {
    if (!document.hidden) void fetch(`${path}/read`, { method: 'POST', redirect: 'manual' }).catch(() => undefined)
  }

  const send = async (form, submitter) => {
    const data = new FormData(form, submitter)
    const typed = form.querySelector('textarea')
    // What a link had typed is said now.
    if (typed) typed.defaultValue = ''
    typed?.form.reset()
    toEnd()
    const response = await fetch(form.action, { method: 'POST', body: data, redirect: 'manual' })
    // A redirect is how the page answers when it was heard; anything else the page itself explains.
    if (response.type !== 'opaqueredirect') location.reload()
    await read()
  }

  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!('quiet' in form.dataset)) return
    event.preventDefault()
    void send(form, event.submitter)
  })

  const words = document.querySelector('.say textarea')
  words?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    if (words.value.trim() !== '') words.form.requestSubmit()
  })
  document.querySelector('.photo input')?.addEventListener('change', ({ target }) => {
    if (target.files.length > 0) target.form.requestSubmit()
    target.value = ''
  })

  const menu = document.querySelector('.menu')
  if (menu && innerHeight < 620) menu.open = false
  menu?.addEventListener('toggle', toEnd)
  newer.addEventListener('click', toEnd)
  thread.addEventListener('scroll', () => {
    touchedAt = performance.now()
    if (isAtEnd()) newer.hidden = true
  })
  addEventListener('resize', toEnd)
  // A picture has no height before it is there.
  thread.addEventListener('load', toEnd, true)
  document.addEventListener('visibilitychange', see)
  toEnd()
  new EventSource(`${path}/stream`).addEventListener('changed', () => void read())
}
