// Keeps the guide in step: asks how far the visitor has come while the page is in sight, and says aloud what is next.
// Whether this device has checked the report stands in what it remembers of the log, which no server knows.
const news = document.getElementById('guide-news')
let shown

function checkedHere(guide) {
  try {
    const kept = localStorage.getItem(`riscontro/log/${guide.dataset.log}`)
    return kept !== null && Number(kept.split('.')[0]) >= Number(guide.dataset.size)
  } catch {
    return false
  }
}

// From the step before, once this device has set the seal.
function noteCheck(guide) {
  if (guide.dataset.now !== 'check' || !guide.dataset.size || !checkedHere(guide)) return
  const check = guide.querySelector('[data-step=check]')
  const next = guide.querySelector('[data-step=tamper]')
  check.className = 'done'
  check.removeAttribute('aria-current')
  next.className = 'now'
  next.setAttribute('aria-current', 'step')
  guide.dataset.now = 'tamper'
  const which = guide.querySelector('.which')
  which.textContent = which.textContent.replace(/\d+/, (place) => String(Number(place) + 1))
  guide.querySelector('summary strong').textContent = next.querySelector('strong').textContent
}

// Under the guide's strip a narrow phone has no room for its menu, but where it is needed.
function makeRoom({ dataset: { now } }) {
  const menu = document.querySelector('.menu')
  if (menu && innerWidth < 860) menu.open = now === 'give'
}

function show(html) {
  if (html === shown && document.getElementById('guide').dataset.now !== 'check') return
  const guide = document.getElementById('guide')
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('guide')
  if (!fresh) return
  noteCheck(fresh)
  const hasMoved = fresh.dataset.now !== guide.dataset.now
  if (html === shown && !hasMoved) return
  shown = html
  fresh.querySelector('details').open = hasMoved || guide.querySelector('details').open
  const held = guide.contains(document.activeElement)
  guide.replaceWith(document.adoptNode(fresh))
  if (hasMoved) makeRoom(fresh)
  if (hasMoved) news.textContent = fresh.querySelector('summary').textContent
  if (held) fresh.querySelector('summary').focus()
}

async function look() {
  if (document.hidden) return
  try {
    const answer = await fetch('/sandbox/guide')
    if (answer.ok) show(await answer.text())
  } catch {
    // The next look may succeed.
  }
}

noteCheck(document.getElementById('guide'))
document.addEventListener('visibilitychange', look)
addEventListener('focus', look)
addEventListener('pageshow', look)
setInterval(look, 3000)
