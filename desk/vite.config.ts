import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm start` answers; the development server passes the API on to it. */
const server = 'http://127.0.0.1:3000'

/** The staff app: no inline script, so that it runs under `script-src 'self'`. */
export default defineConfig({
  base: '/desk/',
  plugins: [react()],
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
  server: { fs: { allow: ['..'] }, proxy: { '/api': server, '/verify.js': server } },
})
