// Solves the puzzle of a gift form, in slices that leave the page its breath: for each part a number such that
// SHA-256(puzzle, part, number) begins with enough bits of nought. Sends the form by itself if that was asked for meanwhile.
const place = document.querySelector('[data-puzzle]')
const field = place.querySelector('input')
const said = place.querySelector('[role="status"]')
const form = field.form
const parts = Number(place.dataset.parts)
const bits = Number(place.dataset.bits)
const sliceMilliseconds = 24

// The constants of FIPS 180-4: first bits of the roots of the first primes.
const primes = []
for (let one = 2; primes.length < 64; one += 1) if (primes.every((prime) => one % prime)) primes.push(one)
const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))

// One block: 32 bytes of puzzle, part, number, the end mark, and the length of 320 bits.
const block = new Int32Array(64)
const words = place.dataset.puzzle.match(/.{8}/g).map((word) => Number.parseInt(word, 16) | 0)

function firstWord(part, number) {
  block.set(words)
  block[8] = part
  block[9] = number
  block[10] = 0x80000000
  block.fill(0, 11, 15)
  block[15] = 320
  for (let i = 16; i < 64; i += 1) {
    const x = block[i - 15]
    const y = block[i - 2]
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    block[i] = block[i - 16] + small + block[i - 7] + large
  }
  let [a, b, c, d, e, f, g, h] = start
  for (let i = 0; i < 64; i += 1) {
    const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const one = (h + turned + ((e & f) ^ (~e & g)) + constants[i] + block[i]) | 0
    const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const two = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  return (start[0] + a) >>> 0
}

const solved = []
let number = 0
let isWanted = false

function work() {
  const end = Date.now() + sliceMilliseconds
  while (solved.length < parts && Date.now() < end) {
    // The clock is looked at only now and then.
    for (let i = 0; i < 256 && solved.length < parts; i += 1, number += 1) {
      if (firstWord(solved.length, number) >>> (32 - bits)) continue
      solved.push(number.toString(36))
      number = -1
    }
  }
  if (solved.length < parts) return setTimeout(work)
  field.value = solved.join('.')
  said.textContent = said.dataset.done
  if (isWanted) form.submit()
}

form.addEventListener('submit', (event) => {
  // A change of language waits for nothing.
  const pressed = event.submitter || document.activeElement
  if (field.value || (pressed && pressed.name === 'switch')) return
  event.preventDefault()
  isWanted = true
})
said.textContent = said.dataset.working
work()
