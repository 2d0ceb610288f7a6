import { Button, FileInput, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoto } from '@tabler/icons-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type HiddenBox, keepPhotograph, previewPhotograph } from '../api/photographs.ts'
import { Form, Submit } from '../pieces/form.tsx'
import { boxBetween, moved, type Point, resized } from './hidden-box.ts'
import styles from './photographs.module.css'

/** Brings a photograph: what could point at the child is hidden by hand, looked at, and only then kept. The file itself stays on this device. */
export function HidePlaces({ caseId }: { caseId: string }) {
  const { t } = useTranslation(['cases', 'desk'])
  const [opened, { open, close }] = useDisclosure()
  const [file, choose] = useState<File | null>(null)
  const [boxes, setBoxes] = useState<HiddenBox[]>([])
  const [preview, setPreview] = useState<string>()
  const leave = () => {
    close()
    choose(null)
    setBoxes([])
    setPreview(undefined)
  }
  const change = (next: HiddenBox[]) => {
    setBoxes(next)
    setPreview(undefined)
  }
  const send = async () => {
    if (!file) return
    if (preview === undefined) setPreview(await previewPhotograph(file, boxes))
    else {
      await keepPhotograph(caseId, file, boxes)
      leave()
    }
  }
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPhoto size={16} aria-hidden />} onClick={open}>
        {t('photographs.add')}
      </Button>
      <Modal
        opened={opened}
        onClose={leave}
        size="lg"
        title={t('photographs.add')}
        closeButtonProps={{ 'aria-label': t('desk:acts.close') }}
      >
        <Form send={send}>
          <FileInput
            name="picture"
            label={t('photographs.file')}
            accept="image/jpeg,image/png,image/webp"
            value={file}
            onChange={(chosen) => {
              choose(chosen)
              change([])
            }}
          />
          {file && preview === undefined && <Canvas file={file} boxes={boxes} change={change} />}
          {preview !== undefined && <img className={styles.shown} src={preview} alt={t('photographs.previewOf')} />}
          <div className="bar" style={{ justifyContent: 'flex-end' }}>
            {preview !== undefined && (
              <Button variant="default" onClick={() => setPreview(undefined)}>
                {t('photographs.again')}
              </Button>
            )}
            <Submit color="accent" disabled={file === null}>
              {t(preview === undefined ? 'photographs.preview' : 'photographs.keep')}
            </Submit>
          </div>
        </Form>
      </Modal>
    </>
  )
}

interface CanvasProps {
  file: File
  boxes: HiddenBox[]
  change: (boxes: HiddenBox[]) => void
}

/** The photograph under the boxes: drawn with the pointer, moved and resized with the arrow keys. */
function Canvas({ file, boxes, change }: CanvasProps) {
  const { t } = useTranslation('cases')
  const frame = useRef<HTMLDivElement>(null)
  const [address, setAddress] = useState<string>()
  const [from, setFrom] = useState<Point>()
  const [drawing, setDrawing] = useState<HiddenBox>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  const pointOf = (event: PointerEvent): Point => {
    const { left, top, width, height } = frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  }
  const begin = (event: PointerEvent) => {
    if (event.target instanceof HTMLButtonElement) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setFrom(pointOf(event))
  }
  const end = () => {
    if (drawing && drawing.width > 0.01 && drawing.height > 0.01) change([...boxes, drawing])
    setFrom(undefined)
    setDrawing(undefined)
  }
  return (
    <div className="stack tight">
      <p className="quiet small">{t('photographs.how')}</p>
      <div
        ref={frame}
        className={styles.canvas}
        onPointerDown={begin}
        onPointerMove={(event) => from && setDrawing(boxBetween(from, pointOf(event)))}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {address && <img className={styles.shown} src={address} alt={t('photographs.original')} draggable={false} />}
        {boxes.map((box, place) => (
          <Box
            // biome-ignore lint/suspicious/noArrayIndexKey: a box is known by its place alone
            key={place}
            box={box}
            name={t('photographs.box', { number: place + 1 })}
            change={(next) => change(boxes.flatMap((one, at) => (at === place ? (next ? [next] : []) : [one])))}
          />
        ))}
        {drawing && <span className={styles.box} style={styleOf(drawing)} />}
      </div>
      <div className="bar">
        <Button
          size="xs"
          variant="default"
          onClick={() => change([...boxes, { x: 0.35, y: 0.35, width: 0.3, height: 0.3 }])}
        >
          {t('photographs.addBox')}
        </Button>
        <Button size="xs" variant="subtle" disabled={boxes.length === 0} onClick={() => change(boxes.slice(0, -1))}>
          {t('photographs.removeBox')}
        </Button>
      </div>
    </div>
  )
}

interface BoxProps {
  box: HiddenBox
  name: string
  /** Undefined takes it away. */
  change: (box: HiddenBox | undefined) => void
}

const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -0.01, y: 0 },
  ArrowRight: { x: 0.01, y: 0 },
  ArrowUp: { x: 0, y: -0.01 },
  ArrowDown: { x: 0, y: 0.01 },
}

function Box({ box, name, change }: BoxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step) change(event.shiftKey ? resized(box, step) : moved(box, step))
    else if (event.key === 'Delete' || event.key === 'Backspace') change(undefined)
    else return
    event.preventDefault()
  }
  return <button type="button" className={styles.box} style={styleOf(box)} aria-label={name} onKeyDown={onKeyDown} />
}

function styleOf({ x, y, width, height }: HiddenBox) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` }
}
