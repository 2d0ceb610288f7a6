const express = require('express')
const { bottender } = require('bottender')

/** Bottender behind Express, as its page "custom server" says; tells its parent the port. */
const app = bottender({ dev: false })
const keepRawBody = (request, _response, bytes) => {
  request.rawBody = bytes.toString()
}
app.prepare().then(() => {
  const handle = app.getRequestHandler()
  const door = express()
  door.use(express.json({ verify: keepRawBody }))
  door.all('*', (request, response) => handle(request, response))
  const server = door.listen(0, '127.0.0.1', () => {
    process.send({ port: server.address().port, hook: '/webhooks/line' })
  })
  process.once('message', () => process.exit(0))
  process.once('disconnect', () => process.exit(0))
})
