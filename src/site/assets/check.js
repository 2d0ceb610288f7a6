// Fills the lines of the check and stamps the seal. What is checked is what this page displays: the words of every
// element marked data-shown take the place of what the claim says is shown. The salt and the remembered checkpoint come
// from the link's fragment, which no server has seen.
const section = document.getElementById('check')
const result = document.getElementById('check-result')
const button = document.getElementById('check-now')
const verdictLine = document.getElementById('verdict')
const { results, reasons } = JSON.parse(document.getElementById('check-sentences').textContent)

// These say that something is lacking for the check, not that something was altered: nobody is accused.
const lacking = new Set(['link-incomplete', 'checkpoint-not-remembered', 'check-interrupted'])

const lineOfKind = {
  'gift.received': 'gift',
  'gift.refunded': 'gift',
  'gift.allocated': 'allocation',
  'case.spent': 'allocation',
  'update.published': 'update',
}

// The next page of a story needs the same fragment for its check.
for (const next of document.querySelectorAll('a[rel="next"]')) next.hash = location.hash

function claimAsDisplayed() {
  const claim = JSON.parse(document.getElementById('check-claim').textContent)
  for (const element of document.querySelectorAll('[data-shown]')) {
    const words = element.hasAttribute('value') ? element.getAttribute('value') : element.textContent
    for (const place of element.dataset.shown.split(' ')) {
      const [position, field, language] = place.split('.')
      const shown = claim.entries[position].shown
      if (language === undefined) shown[field] = words
      else shown[field] = { [language]: words }
    }
  }
  return claim
}

function lineOf({ step, subject }) {
  return step === 'entry' ? lineOfKind[subject.kind] || 'gift' : step
}

function tell(steps) {
  for (const line of section.querySelectorAll('[data-line]')) {
    const ours = steps.filter((step) => lineOf(step) === line.dataset.line)
    const failed = ours.find(({ ok }) => !ok)
    line.hidden = ours.length === 0
    line.dataset.state = failed === undefined ? 'ok' : lacking.has(failed.reason) ? 'lacking' : 'failed'
    line.querySelector('.why').textContent =
      failed === undefined ? results.passed : reasons[failed.reason] || results.unknown
  }
}

function stateOf(verdict) {
  if (verdict.ok) return 'ok'
  return verdict.steps.every(({ ok, reason }) => ok || lacking.has(reason)) ? 'incomplete' : 'failed'
}

// What this device saw of the log the last time all was well, by the log's name. Without storage only the link remembers.
function memoryOf(claim) {
  const place = `riscontro/log/${claim.key.split('+')[0]}`
  return {
    recall() {
      try {
        return localStorage.getItem(place)
      } catch {
        return null
      }
    },
    keep(line) {
      try {
        localStorage.setItem(place, line)
      } catch {
        // A private window: the next visit compares with the link alone.
      }
    },
  }
}

// The page carries the proof from the state of which the thanks told; from another state it is asked for.
async function provenFrom(claim, line) {
  const size = Number(line.split('.')[0])
  if (!size || size === Number(section.dataset.from)) return claim
  const answer = await fetch(`${location.pathname}/consistency?from=${size}`)
  if (!answer.ok) throw new Error('No proof was given')
  return { ...claim, consistency: (await answer.json()).consistency }
}

async function verdictOf(verify, claim, fragment, memory) {
  const [version, salt, ...line] = fragment.split('.')
  const told = line.join('.')
  const verdict = await verify(await provenFrom(claim, told), fragment)
  const kept = memory.recall()
  if (kept === null || kept === told) return verdict
  // A later visit was told of a later state: that one must be contained too.
  const again = await verify(await provenFrom(claim, kept), [version, salt, kept].join('.'))
  const more = again.steps.filter(({ step, ok }) => !ok && (step === 'consistency' || step === 'signature'))
  return more.length === 0 ? verdict : { ok: false, steps: [...verdict.steps, ...more] }
}

function conclude(state, words) {
  section.dataset.state = state
  verdictLine.dataset.state = state
  result.textContent = words
  verdictLine.querySelector('a').textContent = words
}

async function check() {
  button.disabled = true
  // Signatures are computed with whole numbers that browsers before 2020 may not have.
  if (typeof BigInt === 'undefined') return conclude('incomplete', results.tooOld)
  try {
    const { verify } = await import('/verify.js')
    const claim = claimAsDisplayed()
    const memory = memoryOf(claim)
    const verdict = await verdictOf(verify, claim, location.hash.slice(1), memory)
    if (verdict.ok) memory.keep(verdict.remember)
    tell(verdict.steps)
    const state = stateOf(verdict)
    conclude(state, results[state])
  } catch {
    conclude('incomplete', results.unreachable)
  }
  button.disabled = false
}

button.hidden = false
button.addEventListener('click', check)
check()
