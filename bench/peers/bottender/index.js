const menu = ['捐款', '進行中的專案', '我的捐款', '捐款去了哪裡', '收據', '找真人', '語言']

/** A menu for whatever is said, and a count in the session, so that there is one. */
module.exports = async function App(context) {
  context.setState({ heard: (context.state.heard ?? 0) + 1 })
  await context.replyText('請選擇您需要的服務。', {
    quickReply: { items: menu.map((label) => ({ type: 'action', action: { type: 'postback', label, data: label } })) },
  })
}
