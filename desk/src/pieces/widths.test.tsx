import { expect, test } from 'vitest'
import { drawn, widthsIn, wordsIn } from './drawn.fixture.tsx'
import { type Piece, Width, Widths } from './widths.tsx'

function piece(key: string, minor: string): Piece {
  return { key, minor, kind: 'given', words: key, end: minor }
}

test('money is as wide as its part of the whole, and never wider', () => {
  const wide = (part: string, whole: string) => widthsIn(drawn(<Width part={part} whole={whole} />))
  expect([wide('250', '1000'), wide('1500', '1000'), wide('-5', '1000'), wide('5', '0')]).toEqual([
    [25],
    [100],
    [0],
    [0],
  ])
})

test('the pieces of a whole fill one bar and stand below it; one taken back has a line and no width in the bar', () => {
  const html = drawn(
    <Widths whole="1000" label="" pieces={[piece('surgery', '700'), piece('back', '-100'), piece('open', '300')]} />,
  )
  const [bar = '', list = ''] = html.split('<ul')
  expect(widthsIn(bar)).toEqual([70, 30])
  expect(widthsIn(list)).toEqual([70, 0, 30])
  expect(wordsIn(`<ul${list}`)).toBe('surgery 700 back -100 open 300')
})

test('fewer lines than pieces leave the bar whole; where all was taken back there is no bar', () => {
  const two = [piece('surgery', '700'), piece('open', '300')]
  const [bar = '', list = ''] = drawn(<Widths whole="1000" label="" pieces={two} lines={1} />).split('<ul')
  expect([widthsIn(bar), wordsIn(`<ul${list}`)]).toEqual([[70, 30], 'surgery 700'])
  const gone = drawn(<Widths whole="0" label="" pieces={[piece('surgery', '0')]} />)
  expect([widthsIn(gone), wordsIn(gone)]).toEqual([[], 'surgery 0'])
})
