/** A place on the globe, WGS 84, degrees. */
export interface Position {
  latitude: number
  longitude: number
}

/** Reads what maps give: `25.0330, 121.5654`, or the link of a map that holds it. Nothing when it is no place on earth. */
export function positionIn(text: string): Position | undefined {
  const named = /[?&#/](?:mlat=|q=|query=|@)(-?\d+(?:\.\d+)?)(?:,|%2C|&mlon=)(-?\d+(?:\.\d+)?)/.exec(text)
  const plain = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text)
  const [, north, east] = named ?? plain ?? []
  const [latitude, longitude] = [Number(north ?? Number.NaN), Number(east ?? Number.NaN)]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}
