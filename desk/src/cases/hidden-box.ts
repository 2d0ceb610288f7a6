import type { HiddenBox } from '../api/photographs.ts'

/** A place on a picture, or a step on it, in parts of its width and height. */
export interface Point {
  x: number
  y: number
}

const smallest = 0.02

/** The box with these two corners, whichever was touched first, kept inside the picture. */
export function boxBetween(one: Point, other: Point): HiddenBox {
  const [left, right] = [inside(Math.min(one.x, other.x)), inside(Math.max(one.x, other.x))]
  const [top, bottom] = [inside(Math.min(one.y, other.y)), inside(Math.max(one.y, other.y))]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** A box moved by a step, never out of the picture. */
export function moved({ width, height, ...box }: HiddenBox, step: Point): HiddenBox {
  const x = Math.min(inside(box.x + step.x), 1 - width)
  const y = Math.min(inside(box.y + step.y), 1 - height)
  return { x, y, width, height }
}

/** A box whose lower right corner moved by a step, never out of the picture and never too small to see. */
export function resized({ x, y, ...box }: HiddenBox, step: Point): HiddenBox {
  const width = Math.min(Math.max(smallest, box.width + step.x), 1 - x)
  const height = Math.min(Math.max(smallest, box.height + step.y), 1 - y)
  return { x, y, width, height }
}

function inside(part: number): number {
  return Math.min(1, Math.max(0, part))
}
