import type { Action } from '../line/action.ts'
import type { Box, Bubble, Component } from '../line/flex.ts'
import { ActionButton, type Pressing } from './action-button.tsx'

/** Pixels for LINE's step words (Messaging API, Flex Message layout, 2026-08). */
const steps: Record<string, string> = {
  none: '0',
  xs: '2px',
  sm: '4px',
  md: '8px',
  lg: '12px',
  xl: '16px',
  xxl: '20px',
}

const textSizes: Record<string, string> = {
  xxs: '11px',
  xs: '13px',
  sm: '14px',
  md: '16px',
  lg: '18px',
  xl: '21px',
  xxl: '26px',
}

interface BubbleProps {
  bubble: Bubble
  pressing: Pressing
}

/** A card, always on white as LINE shows it: its colours come with the message. */
export function FlexBubble({ bubble: { hero, header, body, footer }, pressing }: BubbleProps) {
  return (
    <div class="card">
      {header && <BoxPart box={header} pressing={pressing} className="part" />}
      {hero &&
        (hero.type === 'image' ? (
          <Picture image={hero} pressing={pressing} />
        ) : (
          <BoxPart box={hero} pressing={pressing} />
        ))}
      {body && <BoxPart box={body} pressing={pressing} className="part" />}
      {footer && <BoxPart box={footer} pressing={pressing} className="part" />}
    </div>
  )
}

function BoxPart({ box, pressing, className }: { box: Box; pressing: Pressing; className?: string }) {
  const style = styleOf({
    'flex-direction': box.layout === 'vertical' ? 'column' : 'row',
    'align-items': box.layout === 'baseline' ? 'baseline' : undefined,
    gap: stepOf(box.spacing),
    'margin-top': stepOf(box.margin),
    padding: stepOf(box.paddingAll),
    width: box.width,
    height: box.height,
    'border-radius': stepOf(box.cornerRadius),
    'background-color': box.backgroundColor,
    flex: box.flex,
    overflow: box.cornerRadius ? 'hidden' : undefined,
  })
  return (
    <div class={`box ${className ?? ''}`} style={style}>
      {box.contents.map((component) => drawPart(component, pressing))}
    </div>
  )
}

function drawPart(component: Component, pressing: Pressing) {
  switch (component.type) {
    case 'box':
      return <BoxPart box={component} pressing={pressing} />
    case 'text': {
      const style = styleOf({
        color: component.color,
        'font-size': component.size && (textSizes[component.size] ?? component.size),
        'font-weight': component.weight === 'bold' ? '700' : undefined,
        'text-align': component.align,
        'margin-top': stepOf(component.margin),
        flex: component.flex,
        'white-space': component.wrap ? 'pre-wrap' : 'nowrap',
      })
      return <p style={style}>{component.text}</p>
    }
    case 'image':
      return <Picture image={component} pressing={pressing} />
    case 'button':
      return (
        <CardButton
          action={component.action}
          look={component.style ?? 'link'}
          colour={component.color}
          pressing={pressing}
        />
      )
    case 'separator':
      return <hr />
    case 'filler':
      return <span style="flex:1"></span>
  }
}

interface CardButtonProps {
  action: Action
  look: 'primary' | 'secondary' | 'link'
  colour: string | undefined
  pressing: Pressing
}

function CardButton({ action, look, colour, pressing }: CardButtonProps) {
  const style = look === 'primary' ? styleOf({ 'background-color': colour }) : styleOf({ color: colour })
  return <ActionButton action={action} pressing={pressing} className={`press ${look}`} style={style} />
}

function Picture({ image, pressing }: { image: Extract<Component, { type: 'image' }>; pressing: Pressing }) {
  const style = styleOf({
    'aspect-ratio': (image.aspectRatio ?? '1:1').replace(':', '/'),
    'object-fit': image.aspectMode === 'cover' ? 'cover' : 'contain',
  })
  return <img src={pressing.local(image.url)} alt="" style={style} />
}

function stepOf(step: string | undefined): string | undefined {
  return step && (steps[step] ?? step)
}

function styleOf(rules: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(rules)
    .flatMap(([property, value]) => (value === undefined ? [] : `${property}:${value}`))
    .join(';')
}
