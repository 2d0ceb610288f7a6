import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer'
import type MimeNode from 'nodemailer/lib/mime-node'

/**
 * A mail as RFC 5322 writes it, in ASCII. nodemailer composes and escapes every header; its own `build` only answers later
 * and composing must not wait, so the parts it made are put together here. Nothing is read from disk or the network.
 */
export function writeMail(options: MailComposerOptions): string {
  const composer = new MailComposer({ ...options, disableFileAccess: true, disableUrlAccess: true })
  return written(composer.compile())
}

function written(node: MimeNode): string {
  const headers = node.buildHeaders()
  const children = node.childNodes.map((child) => `--${node.boundary}\r\n${written(child)}`)
  const body = children.length === 0 ? encoded(node) : `${children.join('')}--${node.boundary}--\r\n`
  return `${headers}\r\n\r\n${body}`
}

/** Base64 in lines of 76, text with the line ends mail has (RFC 2045 §6.8). */
function encoded(node: MimeNode): string {
  if (typeof node.content !== 'string' || node.getTransferEncoding() !== 'base64')
    throw new TypeError('a part that is not text in base64')
  const bytes = Buffer.from(node.content.replace(/\r\n?|\n/g, '\r\n'))
  return `${bytes.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n`
}
