import { newId, readAct } from './acts.ts'
import { awayForm } from './away.ts'
import { element } from './draw.ts'
import { type Entry, type Identity, Line } from './line.ts'
import { Log } from './log.ts'
import { keep, type Memory, type Own, remember } from './memory.ts'
import { style } from './style.ts'
import { placeChat } from './tag.ts'
import { themeOf } from './theme.ts'
import { type Words, wordsFor } from './words.ts'

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined
const server = new URL(script?.src ?? location.href).origin

/** How long an answer is expected after the visitor's words, before the sign of it goes. */
const answerWait = 6000

/** The server takes no more (docs/channels/webchat.md). */
const mostFileBytes = 10 * 1024 * 1024

/** How long to wait before coming back after a broken connection; doubling, at most half a minute. */
const firstWait = 1000
const longestWait = 30_000

/** As long as the team is shown that somebody writes. */
const writingWait = 5000

/**
 * `<riscontro-chat account="…">`: the web chat on any site. Attributes: `account` (the last part of the channel's hook
 * address), `lang`, `code` (where the visitor came from), `name` (its title), `color` (`#rrggbb`, of its filled buttons),
 * `side` (`left`; right without); `identifier`, `exp` and `hash` when the site's server vouches for a signed-in visitor. Remembers the visitor in this browser; sets no cookie.
 */
class RiscontroChat extends HTMLElement {
  #words: Words = wordsFor('en').words
  #memory: Memory = { token: undefined, own: [] }
  #line = new Line(server, '')
  #entries: Entry[] = []
  #ending: AbortController | undefined
  #isFlushing = false
  #answering: ReturnType<typeof setTimeout> | undefined
  #toldWritingAt = 0
  readonly #root = this.attachShadow({ mode: 'open' })
  readonly #launch = element('button', { class: 'launch', type: 'button', 'aria-expanded': 'false' })
  readonly #panel = element('section', { class: 'panel', role: 'dialog', hidden: '' })
  readonly #log = new Log((payload, label) => this.#press(payload, label))
  readonly #dots = element(
    'div',
    { class: 'said theirs typing', 'aria-hidden': 'true', hidden: '' },
    ...['i', 'i', 'i'].map(() => element('i')),
  )
  readonly #note = element('p', { class: 'note', role: 'status', hidden: '' })
  #away = element('form')
  readonly #file = element('input', { type: 'file', hidden: '', tabindex: '-1' })
  readonly #input = element('textarea', { rows: '1', maxlength: '5000' })

  connectedCallback(): void {
    const found = wordsFor(this.lang || document.documentElement.lang || navigator.language)
    this.#words = found.words
    this.#line = new Line(this.getAttribute('server') ?? server, this.#account)
    this.#memory = remember(this.#account)
    // Whoever has signed in or out since is another visitor: neither reads what the other was told.
    if (this.#memory.identifier !== this.#identity?.identifier) this.#memory = { token: undefined, own: [] }
    this.#root.replaceChildren(element('style', {}, style), this.#launch, this.#panel)
    this.#panel.setAttribute('lang', found.language)
    const theme = themeOf(this.getAttribute('color'))
    if (theme !== undefined) {
      this.style.setProperty('--brand', theme.brand)
      this.style.setProperty('--on-brand', theme.onBrand)
    }
    this.#furnish()
    addEventListener('online', this.#flush)
    addEventListener('offline', this.#flush)
    if (this.#memory.token !== undefined) void this.#listen()
  }

  disconnectedCallback(): void {
    this.#ending?.abort()
    removeEventListener('online', this.#flush)
    removeEventListener('offline', this.#flush)
  }

  get #account(): string {
    return this.getAttribute('account') ?? ''
  }

  #furnish(): void {
    const words = this.#words
    this.#launch.textContent = words.open
    this.#launch.onclick = () => void this.#open()
    const close = element('button', { type: 'button', 'aria-label': words.close }, '×')
    close.onclick = () => this.#close()
    const send = element('button', { class: 'send', type: 'submit' }, words.send)
    const attach = element('button', { class: 'attach', type: 'button', 'aria-label': words.attach }, '+')
    attach.onclick = () => this.#file.click()
    this.#file.onchange = () => void this.#attach()
    const form = element('form', {}, attach, this.#file, this.#input, send)
    form.onsubmit = (event) => {
      event.preventDefault()
      this.#write()
    }
    this.#input.setAttribute('aria-label', words.placeholder)
    this.#input.placeholder = words.placeholder
    this.#input.onkeydown = (event) => {
      // Enter ends a choice of characters in Chinese and Japanese: only a plain one sends.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.#write()
    }
    this.#input.oninput = () => this.#tellWriting()
    this.#panel.onkeydown = (event) => {
      if (event.key === 'Escape') this.#close()
    }
    this.#panel.setAttribute('aria-label', words.title)
    this.#log.said.setAttribute('aria-label', words.log)
    this.#log.replies.setAttribute('aria-label', words.choices)
    const header = element('header', {}, element('span', {}, this.getAttribute('name') ?? words.title), close)
    this.#away = awayForm(words, (address) => {
      this.#add({ type: 'message', text: address, at: Date.now() }, address)
      this.#input.focus()
    })
    this.#panel.replaceChildren(header, this.#log.said, this.#dots, this.#log.replies, this.#away, this.#note, form)
  }

  async #open(): Promise<void> {
    this.toggleAttribute('open', true)
    this.#launch.hidden = true
    this.#launch.setAttribute('aria-expanded', 'true')
    this.#panel.hidden = false
    this.#input.focus()
    this.#draw()
    await this.#begin()
    this.#tellRead()
  }

  #close(): void {
    this.toggleAttribute('open', false)
    this.#panel.hidden = true
    this.#launch.hidden = false
    this.#launch.setAttribute('aria-expanded', 'false')
    this.#launch.focus()
  }

  /** Who the site's server says is here; undefined for a stranger. */
  get #identity(): Identity | undefined {
    const [identifier, exp, hash] = ['identifier', 'exp', 'hash'].map((name) => this.getAttribute(name))
    return identifier && exp && hash ? { identifier, exp: Number(exp), hash } : undefined
  }

  /** The first opening ever makes a visitor of the browser; the server greets them. */
  async #begin(): Promise<void> {
    if (this.#memory.token === undefined) {
      this.#memory.token = await this.#line.begin(this.#identity)
      if (this.#memory.token === undefined) return this.#say(navigator.onLine ? 'refused' : 'offline')
      this.#memory.identifier = this.#identity?.identifier
      keep(this.#account, this.#memory)
      const code = this.getAttribute('code')
      const act = { type: 'open', messageId: newId(), at: Date.now(), ...(code ? { payload: code } : {}) }
      await this.#line.post(this.#memory.token, act)
    }
    void this.#listen()
    void this.#flush()
    this.#away.hidden = await this.#line.isAttended()
  }

  /** A chosen file is handed in at once and sent as a message of its own; it cannot wait in the browser as words can. */
  async #attach(): Promise<void> {
    const file = this.#file.files?.[0]
    this.#file.value = ''
    if (file === undefined) return
    if (file.size > mostFileBytes) return this.#say('large')
    if (this.#memory.token === undefined) await this.#begin()
    const { token } = this.#memory
    if (token === undefined) return
    const upload = await this.#line.upload(token, file)
    if (typeof upload === 'string') return this.#say(upload === 'refused' ? 'unfit' : 'offline')
    this.#say(undefined)
    this.#add({ type: 'message', uploads: [upload], at: Date.now() }, upload.fileName)
  }

  /** Hears what is said until the element leaves the page; comes back behind the last entry after every break. */
  async #listen(): Promise<void> {
    if (this.#ending !== undefined) return
    const ending = new AbortController()
    this.#ending = ending
    let wait = firstWait
    while (!ending.signal.aborted && this.#memory.token !== undefined) {
      const began = Date.now()
      const answer = await this.#line.hear(
        this.#memory.token,
        this.#position,
        { entry: (entry) => this.#hear(entry), typing: () => this.#expect(true) },
        ending.signal,
      )
      if (answer === 'refused') this.#forget()
      wait = Date.now() - began > longestWait ? firstWait : Math.min(longestWait, wait * 2)
      await new Promise((resolve) => setTimeout(resolve, wait))
      void this.#flush()
    }
    this.#ending = undefined
  }

  /** A token that has ended: the next opening begins a new conversation. What was not sent yet is kept for it. */
  #forget(): void {
    this.#memory = { ...this.#memory, token: undefined, own: this.#memory.own.filter(({ isSent }) => !isSent) }
    keep(this.#account, this.#memory)
  }

  get #position(): number {
    return this.#entries.at(-1)?.position ?? 0
  }

  #hear(entry: Entry): void {
    if (this.#entries.some(({ id }) => id === entry.id)) return
    this.#entries.push(entry)
    this.#expect(false)
    this.#draw()
    this.#tellRead()
  }

  #write(): void {
    const text = this.#input.value.trim()
    if (text === '') return
    this.#input.value = ''
    this.#add({ type: 'message', text, at: Date.now() }, text)
  }

  #press(payload: string, label: string): void {
    this.#add({ type: 'postback', payload, text: label, at: Date.now() }, label)
    this.#input.focus()
  }

  #add(post: Own['post'], text: string): void {
    this.#memory.own.push({ id: newId(), after: this.#position, text, post, isSent: false })
    keep(this.#account, this.#memory)
    this.#draw()
    void this.#flush()
  }

  /** Sends in order what is not sent yet; the same id counts once, so trying again is harmless. */
  #flush = async (): Promise<void> => {
    if (this.#isFlushing) return
    this.#isFlushing = true
    this.#say(navigator.onLine ? undefined : 'offline')
    for (const own of this.#memory.own.filter(({ isSent }) => !isSent)) {
      if (this.#memory.token === undefined) break
      const answer = await this.#line.post(this.#memory.token, { ...own.post, messageId: own.id })
      if (answer !== 'taken') {
        this.#say(answer === 'refused' ? 'refused' : 'offline')
        break
      }
      own.isSent = true
      keep(this.#account, this.#memory)
      this.#expect(true)
      this.#draw()
    }
    this.#isFlushing = false
  }

  /** Shows for a while that what was written has arrived and may be answered at once. */
  #expect(isAnswering: boolean): void {
    clearTimeout(this.#answering)
    this.#dots.hidden = !isAnswering
    if (isAnswering) this.#answering = setTimeout(() => this.#expect(false), answerWait)
  }

  /** That something is being written, never what; again only once what the team sees of it has gone. */
  #tellWriting(): void {
    const { token } = this.#memory
    if (token === undefined || this.#input.value === '' || Date.now() - this.#toldWritingAt < writingWait) return
    this.#toldWritingAt = Date.now()
    void this.#line.tellWriting(token)
  }

  #tellRead(): void {
    const last = this.#entries.at(-1)
    if (this.#panel.hidden || last === undefined || this.#memory.token === undefined) return
    void this.#line.post(this.#memory.token, readAct(last.id))
  }

  #say(what: 'offline' | 'refused' | 'large' | 'unfit' | undefined): void {
    this.#note.hidden = what === undefined
    this.#note.textContent = what === undefined ? '' : this.#words[what]
  }

  #draw(): void {
    this.#log.draw(this.#entries, this.#memory.own, this.#words)
  }
}

if (!customElements.get('riscontro-chat')) customElements.define('riscontro-chat', RiscontroChat)

if (script) placeChat(script)
