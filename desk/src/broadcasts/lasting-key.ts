const keys = new WeakMap<object, string>()
let count = 0

/** A key for React by which a thing of a list is known, wherever in it the thing stands. */
export function keyOf(thing: object): string {
  const key = keys.get(thing) ?? `key-${count++}`
  keys.set(thing, key)
  return key
}

/** What a thing was changed into; it keeps the key, so that what is being typed there stays. */
export function changedInto<Thing extends object>(before: object, after: Thing): Thing {
  keys.set(after, keyOf(before))
  return after
}
