// Fills the steps of the check and stamps the seal. What is checked is what this page displays: the values are read
// from the elements marked data-shown, the salt and the remembered checkpoint from the link's fragment, which no
// server has seen.
const section = document.getElementById('check')
const sentences = JSON.parse(document.getElementById('check-sentences').textContent)
const claim = JSON.parse(document.getElementById('check-claim').textContent)
const result = document.getElementById('check-result')
const button = document.getElementById('check-now')

function shown() {
  const values = {}
  for (const element of document.querySelectorAll('[data-shown]')) {
    values[element.dataset.shown] =
      element.getAttribute('value') ?? element.getAttribute('datetime') ?? element.textContent
  }
  return values
}

async function check() {
  section.dataset.state = 'checking'
  button.disabled = true
  const memory = Object.fromEntries(new URLSearchParams(location.hash.slice(1)))
  let steps
  try {
    const { verify } = await import('/verify.js')
    steps = await verify({ ...claim, shown: shown(), memory })
  } catch {
    steps = [{ step: 'recomputed', ok: false, reason: 'unreachable' }]
  }
  for (const { step, ok, reason } of steps) {
    const line = section.querySelector(`[data-step="${step}"]`)
    if (!line) continue
    line.dataset.state = ok ? 'ok' : 'failed'
    line.querySelector('.why').textContent = reason ? (sentences[reason] ?? sentences.unknown) : ''
  }
  const firstFailure = steps.find(({ ok }) => !ok)
  // No network is not a contradiction: the seal stays outlined and nobody is accused.
  const state = firstFailure === undefined ? 'ok' : firstFailure.reason === 'unreachable' ? 'unchecked' : 'failed'
  section.dataset.state = state
  result.textContent = state === 'unchecked' ? sentences.unreachable : sentences[state]
  button.disabled = false
}

button.hidden = false
button.addEventListener('click', check)
check()
