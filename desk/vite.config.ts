import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm start` answers; the development server passes the API on to it. */
const server = 'http://127.0.0.1:3000'

// What every screen needs is a few files that stay the same for weeks, not a hundred small ones that are asked for one by one.
const groups = [
  { name: 'frameworks', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
  { name: 'components', test: /node_modules[\\/](@mantine|@floating-ui|clsx|react-number-format|react-textarea)/ },
  { name: 'icons', test: /node_modules[\\/]@tabler/ },
  { name: 'shared', test: /desk[\\/]src[\\/](api|pieces|words|theme)[\\/]|src[\\/]platform[\\/]/ },
]

/** The staff app: no inline script, so that it runs under `script-src 'self'`. */
export default defineConfig({
  base: '/desk/',
  plugins: [react()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: { fs: { allow: ['..'] }, proxy: { '/api': server, '/verify.js': server } },
})
