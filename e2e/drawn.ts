/**
 * In a page: the fields whose edge is drawn so faintly that they cannot be told from what is around them, and the words that
 * stand outside the box they are drawn in. axe sees neither. A text, because it must bring nothing along into the page.
 */
export const badlyDrawn = `(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  const paint = (colours) => {
    brush.clearRect(0, 0, 1, 1)
    for (const colour of colours) {
      brush.fillStyle = colour
      brush.fillRect(0, 0, 1, 1)
    }
    return [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const lightness = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one, other) => {
    const [dark, light] = [lightness(one), lightness(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const grounds = (element) => {
    const found = []
    for (let at = element; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor)
    return found
  }
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const told = (element) => element.tagName.toLowerCase() + (element.name ? '[name=' + element.name + ']' : '')

  const isFaint = (field) => {
    let framed = field
    while (framed && parseFloat(getComputedStyle(framed).borderTopWidth) === 0) framed = framed.parentElement
    if (!framed || framed.contains(document.querySelector('main'))) return true
    const around = grounds(framed.parentElement)
    const edge = paint([...around, getComputedStyle(framed).borderTopColor])
    return contrast(edge, paint(around)) < 3 && contrast(paint(grounds(field)), paint(around)) < 3
  }
  const fields = [...document.querySelectorAll('main :is(input, textarea, select)')]
    .filter((field) => !['hidden', 'radio', 'checkbox', 'file', 'submit'].includes(field.type))
    .filter((field) => !field.disabled && isShown(field) && field.getBoundingClientRect().width > 1)

  const isBox = (style) => parseFloat(style.borderRightWidth) > 0 && style.borderRightStyle !== 'none'
  const spills = (node) => {
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right, width } = range.getBoundingClientRect()
    if (width <= 1) return false
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.overflowX !== 'visible' || style.clipPath !== 'none') return false
      const box = at.getBoundingClientRect()
      if (isBox(style) && (right > box.right + 1.5 || left < box.left - 1.5)) return true
    }
    return false
  }
  const spilled = []
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const node = words.currentNode
    if (node.textContent.trim() !== '' && isShown(node.parentElement) && spills(node)) spilled.push(node.textContent.trim())
  }
  return { faint: fields.filter(isFaint).map(told), spilled }
})()`
