import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Piece, type PieceButton, uploadFile } from '../api/pieces.ts'
import { requiredProblem } from '../api/problem.ts'
import { FileField, LongTextField, TextField } from '../pieces/fields.tsx'
import { Form, Submit, type Typed } from '../pieces/form.tsx'
import { positionIn } from './position.ts'
import { stickerList, stickerSets, stickerWords } from './stickers.ts'

/** What can stand beside the words. */
export const pieceKinds = ['file', 'card', 'answers', 'location', 'call', 'sticker'] as const
export type PieceKind = (typeof pieceKinds)[number]

interface AddPieceProps {
  kind: PieceKind
  answers: readonly string[]
  /** What calls us inside the channel itself. */
  callLink: string | null
  onPiece: (piece: Piece) => void
  onAnswers: (answers: string[]) => void
  onClose: () => void
}

/** Asks for one thing to stand beside the words. */
export default function AddPiece({ kind, answers, callLink, onPiece, onAnswers, onClose }: AddPieceProps) {
  const { t } = useTranslation()
  const send = async (typed: Typed) => {
    if (kind === 'answers') return onAnswers(linesIn(typed.text('answers')))
    onPiece(await pieceIn(kind, typed))
  }
  return (
    <Modal opened onClose={onClose} title={t(`inbox.add.${kind}`)} closeButtonProps={{ 'aria-label': t('acts.close') }}>
      <Form send={send} onDone={onClose}>
        {kind === 'file' && <FileFields />}
        {kind === 'card' && <CardFields />}
        {kind === 'location' && <PlaceFields />}
        {kind === 'sticker' && <StickerFields />}
        {kind === 'call' && <CallFields callLink={callLink} />}
        {kind === 'answers' && (
          <LongTextField
            name="answers"
            label={t('inbox.pieces.answers')}
            description={t('inbox.pieces.answersHint')}
            defaultValue={answers.join('\n')}
            data-autofocus
          />
        )}
        <div className="bar" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            {t('acts.cancel')}
          </Button>
          <Submit>{t('acts.add')}</Submit>
        </div>
      </Form>
    </Modal>
  )
}

function FileFields() {
  const { t } = useTranslation()
  return (
    <>
      <FileField
        name="file"
        label={t('inbox.pieces.file')}
        description={t('inbox.pieces.fileHint')}
        accept={accepted}
      />
      <TextField
        name="description"
        label={t('inbox.pieces.description')}
        description={t('inbox.pieces.descriptionHint')}
        maxLength={500}
      />
    </>
  )
}

const accepted = 'image/jpeg,image/png,application/pdf,video/mp4,audio/mpeg,audio/mp4,audio/ogg'

function CardFields() {
  const { t } = useTranslation()
  return (
    <>
      <TextField name="title" label={t('inbox.pieces.title')} maxLength={200} data-autofocus />
      <LongTextField name="body" label={t('inbox.pieces.body')} maxLength={2000} minRows={2} />
      <FileField name="file" label={t('inbox.pieces.picture')} accept="image/jpeg,image/png" />
      <TextField name="description" label={t('inbox.pieces.description')} maxLength={500} />
      {[0, 1, 2].map((place) => (
        <ButtonFields key={place} place={place} />
      ))}
    </>
  )
}

function ButtonFields({ place }: { place: number }) {
  const { t } = useTranslation()
  const [type, setType] = useState('none')
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }} className="stack tight">
      <NativeSelect
        name={`buttons.${place}.type`}
        label={t('inbox.pieces.button', { place: place + 1 })}
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        data={['none', 'link', 'answer', 'call'].map((value) => ({
          value,
          label: t(`inbox.pieces.buttonTypes.${value}`),
        }))}
      />
      {type !== 'none' && (
        <TextField name={`buttons.${place}.label`} label={t('inbox.pieces.buttonLabel')} maxLength={40} />
      )}
      {type === 'link' && (
        <TextField name={`buttons.${place}.url`} type="url" label={t('inbox.pieces.url')} placeholder="https://" />
      )}
      {type === 'call' && (
        <TextField name={`buttons.${place}.phone`} type="tel" label={t('inbox.pieces.phone')} placeholder="+886 2 …" />
      )}
    </fieldset>
  )
}

function PlaceFields() {
  const { t } = useTranslation()
  return (
    <>
      <TextField name="title" label={t('inbox.pieces.placeName')} maxLength={200} data-autofocus />
      <TextField name="address" label={t('inbox.pieces.address')} maxLength={300} />
      <TextField
        name="latitude"
        label={t('inbox.pieces.position')}
        description={t('inbox.pieces.positionHint')}
        placeholder="25.0330, 121.5654"
      />
    </>
  )
}

function CallFields({ callLink }: { callLink: string | null }) {
  const { t } = useTranslation()
  const [isInside, setInside] = useState(callLink !== null)
  return (
    <>
      <TextField name="title" label={t('inbox.pieces.callTitle')} maxLength={200} data-autofocus />
      <TextField name="label" label={t('inbox.pieces.buttonLabel')} maxLength={40} />
      {callLink !== null && (
        <NativeSelect
          label={t('inbox.pieces.callBy')}
          value={isInside ? 'inside' : 'phone'}
          onChange={(event) => setInside(event.currentTarget.value === 'inside')}
          data={(['inside', 'phone'] as const).map((value) => ({ value, label: t(`inbox.pieces.callWays.${value}`) }))}
        />
      )}
      {isInside && callLink !== null ? (
        <input type="hidden" name="callLink" value={callLink} />
      ) : (
        <TextField name="phone" type="tel" label={t('inbox.pieces.phone')} placeholder="+886 2 …" />
      )}
    </>
  )
}

function StickerFields() {
  const { t } = useTranslation()
  const [pack, setPack] = useState<string>(stickerSets[0].pack)
  const set = stickerSets.find((one) => one.pack === pack) ?? stickerSets[0]
  const numbers = Array.from({ length: set.last - set.first + 1 }, (_, place) => place)
  return (
    <>
      <p className="quiet small">
        {t('inbox.pieces.stickerHint')}{' '}
        <a href={stickerList} target="_blank" rel="noreferrer">
          {t('inbox.pieces.stickerList')}
        </a>
      </p>
      <NativeSelect
        name="pack"
        label={t('inbox.pieces.stickerSet')}
        value={pack}
        onChange={(event) => setPack(event.currentTarget.value)}
        data={stickerSets.map((one) => ({ value: one.pack, label: `${one.name} (${one.pack})` }))}
      />
      <NativeSelect
        name="id"
        label={t('inbox.pieces.stickerNumber')}
        data={numbers.map((place) => ({ value: String(set.first + place), label: String(set.first + place) }))}
      />
      <NativeSelect name="words" label={t('inbox.pieces.stickerWords')} data={[...stickerWords]} />
    </>
  )
}

async function pieceIn(kind: Exclude<PieceKind, 'answers'>, typed: Typed): Promise<Piece> {
  switch (kind) {
    case 'file': {
      const file = typed.file('file')
      if (!file) throw requiredProblem('file')
      const description = needed(typed, 'description')
      const { id: fileId, fileName } = await uploadFile(file)
      return { type: 'file', fileId, description, fileName: fileName ?? file.name }
    }
    case 'location': {
      const position = positionIn(typed.text('latitude'))
      if (!position) throw requiredProblem('latitude')
      return {
        type: 'location',
        title: needed(typed, 'title'),
        address: typed.text('address') || undefined,
        ...position,
      }
    }
    case 'sticker':
      return {
        type: 'sticker',
        kind: 'line',
        pack: typed.text('pack'),
        id: typed.text('id'),
        words: typed.text('words'),
      }
    case 'call': {
      const [title, label, url] = [needed(typed, 'title'), needed(typed, 'label'), typed.text('callLink')]
      const button: PieceButton =
        url === '' ? { type: 'call', label, phone: phoneIn(typed, 'phone') } : { type: 'link', label, url }
      return { type: 'card', title, buttons: [button] }
    }
    case 'card':
      return cardIn(typed)
  }
}

async function cardIn(typed: Typed): Promise<Piece> {
  const title = needed(typed, 'title')
  const buttons = [0, 1, 2].flatMap((place) => buttonIn(typed, `buttons.${place}`))
  const file = typed.file('file')
  const description = file && needed(typed, 'description')
  const picture = file && description ? { fileId: (await uploadFile(file)).id, description } : undefined
  return { type: 'card', title, body: typed.text('body') || undefined, picture, buttons }
}

function buttonIn(typed: Typed, place: string): PieceButton[] {
  const type = typed.text(`${place}.type`)
  if (type === 'link') return [{ type, label: needed(typed, `${place}.label`), url: needed(typed, `${place}.url`) }]
  if (type === 'answer') return [{ type, label: needed(typed, `${place}.label`) }]
  if (type !== 'call') return []
  return [{ type, label: needed(typed, `${place}.label`), phone: phoneIn(typed, `${place}.phone`) }]
}

function needed(typed: Typed, name: string): string {
  const text = typed.text(name)
  if (text === '') throw requiredProblem(name)
  return text
}

/** As providers dial it: `+` and digits. */
function phoneIn(typed: Typed, name: string): string {
  return `+${needed(typed, name).replace(/\D/g, '')}`
}

function linesIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))].slice(0, 13)
}
