// Moves the figures of a campaign page while somebody looks at it. Without this the page stays as whole as it was drawn.
const section = document.querySelector('[data-live]')
const seconds = 5
let isAsking = false

async function look() {
  if (isAsking || document.hidden) return
  isAsking = true
  try {
    const answer = await fetch(`${location.pathname.replace(/\/$/, '')}/progress${location.search}`)
    if (answer.ok) show(await answer.json())
  } catch {
    // A weak connection: the next look may succeed.
  }
  isAsking = false
}

function show({ state, given, gifts, label, coming, done, knot }) {
  // It opened or closed: buttons and words change with it.
  if (state !== section.dataset.live) return location.reload()
  const thread = section.querySelector('svg')
  section.querySelector('.given strong').textContent = given
  section.querySelector('.facts li').textContent = gifts
  thread.setAttribute('aria-label', label)
  thread.querySelector('.coming').setAttribute('d', coming)
  thread.querySelector('.done').setAttribute('d', done)
  thread.querySelector('.knot').setAttribute('cx', knot.x)
  thread.querySelector('.knot').setAttribute('cy', knot.y)
}

setInterval(look, seconds * 1000)
document.addEventListener('visibilitychange', look)
