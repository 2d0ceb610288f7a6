import { assetUrl } from '../assets.ts'

/** The style of the open books and of the public list, for the heads of their pages. */
export function BooksStyle() {
  return <link rel="stylesheet" href={assetUrl('books.css')} />
}
