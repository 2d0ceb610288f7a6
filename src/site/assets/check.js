// Fills the lines of the check and stamps the seal. What is checked is what this page displays: the words of every
// element marked data-shown take the place of what the claim says is shown. The salt and the remembered checkpoint come
// from the link's fragment, which no server has seen.
const section = document.getElementById('check')
const result = document.getElementById('check-result')
const button = document.getElementById('check-now')
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

function claimAsDisplayed() {
  const claim = JSON.parse(document.getElementById('check-claim').textContent)
  for (const element of document.querySelectorAll('[data-shown]')) {
    const words = element.getAttribute('value') ?? element.textContent
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
  return step === 'entry' ? (lineOfKind[subject.kind] ?? 'gift') : step
}

function tell(steps) {
  for (const line of section.querySelectorAll('[data-line]')) {
    const ours = steps.filter((step) => lineOf(step) === line.dataset.line)
    const failed = ours.find(({ ok }) => !ok)
    line.hidden = ours.length === 0
    line.dataset.state = failed === undefined ? 'ok' : lacking.has(failed.reason) ? 'lacking' : 'failed'
    line.querySelector('.why').textContent =
      failed === undefined ? results.passed : (reasons[failed.reason] ?? results.unknown)
  }
}

function stateOf(verdict) {
  if (verdict.ok) return 'ok'
  return verdict.steps.every(({ ok, reason }) => ok || lacking.has(reason)) ? 'incomplete' : 'failed'
}

async function check() {
  button.disabled = true
  try {
    const { verify } = await import('/verify.js')
    const verdict = await verify(claimAsDisplayed(), location.hash.slice(1))
    tell(verdict.steps)
    section.dataset.state = stateOf(verdict)
    result.textContent = results[section.dataset.state]
  } catch {
    section.dataset.state = 'incomplete'
    result.textContent = results.unreachable
  }
  button.disabled = false
}

button.hidden = false
button.addEventListener('click', check)
check()
