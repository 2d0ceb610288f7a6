/** As the pages of Bottender 1.5 set up LINE; sessions live in its memory. The origin is the bench's stub. */
module.exports = {
  session: { driver: 'memory', stores: { memory: { maxSize: 5000 } } },
  channels: {
    line: {
      enabled: true,
      path: '/webhooks/line',
      accessToken: 'token',
      channelSecret: process.env.CHANNEL_SECRET,
      origin: process.env.STUB,
    },
  },
}
