import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** The colours that mean something, by the names of the tokens they stand for. */
const meanings = ['accent', 'danger', 'attention', 'good', 'quiet', 'seal'] as const

function shades(colour: string): MantineColorsTuple {
  return [colour, colour, colour, colour, colour, colour, colour, colour, colour, colour]
}

const warmGreys: MantineColorsTuple = [
  ...(['#fbf8f3', '#f4efe6', '#ece6da', '#e5ded2', '#d3cabb'] as const),
  ...(['#a9a08f', '#877f70', '#5b6472', '#3b4250', '#1e2430'] as const),
]
const warmDarks: MantineColorsTuple = [
  ...(['#f2eee6', '#d6d0c4', '#a9a294', '#857d6c', '#3a352b'] as const),
  ...(['#2c2820', '#211e17', '#17150f', '#12100b', '#0d0b08'] as const),
]

// One rule for every button, badge and icon: full is the colour itself, light is its wash, everything else is quiet.
const variantColorResolver: VariantColorsResolver = ({ color, variant, theme }) => {
  const name = color ?? theme.primaryColor
  const full = meanings.some((meaning) => meaning === name) ? `var(--${name})` : 'var(--accent)'
  const wash = (percent: number) => `color-mix(in srgb, ${full} ${percent}%, var(--raised))`
  const clear = '1px solid transparent'
  if (variant === 'filled') {
    return { background: full, hover: wash(88), color: 'var(--on-accent)', border: clear }
  }
  if (variant === 'light') return { background: wash(6), hover: wash(12), color: full, border: clear }
  if (variant === 'outline') {
    return { background: 'transparent', hover: wash(8), color: full, border: `1px solid ${full}` }
  }
  if (variant === 'default') {
    return { background: 'var(--raised)', hover: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)' }
  }
  return { background: 'transparent', hover: wash(8), color: full, border: clear }
}

// A dialog's own head is a `header` to Mantine, and a second banner of the page to a screen reader.
const notABanner = { header: { role: 'presentation' } }

/** Mantine in our tokens: dense, quiet, one accent. */
export const theme = createTheme({
  colors: {
    ...Object.fromEntries(meanings.map((name) => [name, shades(`var(--${name})`)])),
    gray: warmGreys,
    dark: warmDarks,
  },
  black: 'var(--ink)',
  primaryColor: 'accent',
  variantColorResolver,
  fontFamily: 'var(--sans)',
  headings: {
    fontFamily: 'var(--sans)',
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: { radius: 'lg', centered: true, transitionProps: { duration: 120 }, attributes: notABanner },
      styles: { title: { fontWeight: 650, fontSize: '1.0625rem', lineHeight: 1.35, textWrap: 'balance' } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 150 }, attributes: notABanner } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 600 } },
    Table: { defaultProps: { verticalSpacing: 10, horizontalSpacing: 12, highlightOnHover: true } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' }, allowDeselect: false, checkIconPosition: 'right' } },
    Skeleton: { defaultProps: { radius: 'sm' } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true },
      styles: { tooltip: { background: 'var(--ink)', color: 'var(--paper)' } },
    },
  },
})

/** Points Mantine's own variables at the tokens, which follow the device's light or dark by themselves. */
export const cssVariables: CSSVariablesResolver = () => {
  const tokens = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': 'var(--quiet)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--paper)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--line)',
    '--mantine-color-disabled-color': 'var(--quiet)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light-color': 'var(--accent)',
  }
  return { variables: {}, light: tokens, dark: tokens }
}
