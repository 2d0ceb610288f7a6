/** Segments that a decoder does without: what cameras and programs remark (APP0–APP13, APP15, COM). Adobe's APP14 tells the colours. */
function isRemark(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
}

/**
 * A JPEG without place, camera, moment and thumbnail, every point as it was: segments before the picture's data are taken out by their
 * marker (ITU-T T.81, annex B). What is broken stays as it is from there on.
 */
export function cleanJpeg(jpeg: Uint8Array): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg
  const kept = [jpeg.subarray(0, 2)]
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0
    const end = at + 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0)
    // From the start of a scan on, segments are no longer told by their length.
    if (marker === 0xda || end > jpeg.length) break
    if (!isRemark(marker)) kept.push(jpeg.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, jpeg.subarray(at)])
}
