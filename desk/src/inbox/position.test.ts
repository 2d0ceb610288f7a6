import { expect, test } from 'vitest'
import { positionIn } from './position.ts'

test('a place is read as maps give it, alone or inside a link', () => {
  const here = { latitude: 25.033, longitude: 121.5654 }
  expect(positionIn(' 25.0330, 121.5654 ')).toEqual(here)
  expect(positionIn('25.0330 121.5654')).toEqual(here)
  expect(positionIn('https://www.openstreetmap.org/?mlat=25.0330&mlon=121.5654#map=17/1/2')).toEqual(here)
  expect(positionIn('https://www.google.com/maps/@25.0330,121.5654,17z')).toEqual(here)
  expect(positionIn('https://maps.google.com/?q=25.0330,121.5654')).toEqual(here)
})

test('what is no place on earth is nothing', () => {
  for (const words of ['', 'Taipei', '25.03', '91, 0', '0, 181', 'x25, 121']) expect(positionIn(words)).toBeUndefined()
})
