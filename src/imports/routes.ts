import { createRoute, z } from '@hono/zod-openapi'
import { permit } from '../organisations/permission.ts'
import { Failure } from '../platform/errors.ts'
import { newRouter, scopeOf } from '../platform/http/api.ts'
import { answers, done, idParameter, listOf, takes } from '../platform/http/openapi.ts'
import { problemOf } from '../platform/http/problem.ts'
import { limitBody } from '../platform/http/security.ts'
import type { Translate } from '../platform/i18n/translator.ts'
import { applyImport, mapColumns, readImport, requireImporter, startImport } from './actions.ts'
import { importStates, mappingSchema, type Refusal, rowVerdicts } from './import.ts'
import { type Importer, type ImportField, importKinds } from './importer.ts'
import { listImports, listRows } from './lists.ts'

/** Mebibytes of a file. */
const largestFile = 10

const field = z.object({ name: z.string(), label: z.string(), required: z.boolean() }).openapi('ImportField')

const startedImport = z
  .object({
    id: z.uuid(),
    columns: z.array(z.string()),
    encoding: z.string(),
    preview: z.array(z.record(z.string(), z.string())),
    suggestedMapping: mappingSchema,
    fields: z.array(field),
    totalRows: z.number(),
  })
  .openapi('StartedImport')

const counts = z.object({
  create: z.number(),
  update: z.number(),
  unchanged: z.number(),
  refused: z.number(),
  waiting: z.number(),
  applied: z.number(),
})

const importItem = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    fileName: z.string(),
    state: z.enum(importStates),
    totalRows: z.number(),
    /** Rows this step is through with. */
    doneRows: z.number(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .openapi('ImportItem')

const importDetail = importItem
  .extend({
    columns: z.array(z.string()),
    mapping: mappingSchema,
    fixed: mappingSchema,
    fields: z.array(field),
    counts,
  })
  .openapi('Import')

const rowItem = z
  .object({
    row: z.number(),
    cells: z.record(z.string(), z.string()),
    verdict: z.enum(rowVerdicts).nullable(),
    subjectId: z.uuid().nullable(),
    /** Why the row was refused, in the reader's language. */
    problem: z
      .object({ code: z.string(), title: z.string(), remedy: z.string(), field: z.string().nullable() })
      .nullable(),
  })
  .openapi('ImportRow')

const startRoute = createRoute({
  method: 'post',
  path: '/api/imports',
  middleware: [limitBody(largestFile)],
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            kind: z.enum(importKinds),
            file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }),
          }),
        },
      },
    },
  },
  responses: answers(startedImport, 'The file as read, and which column probably is what'),
})

const listRoute = createRoute({
  method: 'get',
  path: '/api/imports',
  request: { query: z.object({ kind: z.enum(importKinds) }) },
  responses: answers(listOf(importItem), 'The latest imports of a kind'),
})

const mapRoute = createRoute({
  method: 'put',
  path: '/api/imports/{id}/mapping',
  request: { params: idParameter, ...takes(z.object({ mapping: mappingSchema, fixed: mappingSchema.default({}) })) },
  responses: done('The dry run has begun'),
})

const readRoute = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  request: { params: idParameter },
  responses: answers(importDetail, 'The import and how far it is'),
})

const rowsRoute = createRoute({
  method: 'get',
  path: '/api/imports/{id}/rows',
  request: {
    params: idParameter,
    query: z.object({
      verdict: z.enum(rowVerdicts).optional(),
      cursor: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  responses: answers(listOf(rowItem), 'Rows and what becomes of them'),
})

const applyRoute = createRoute({
  method: 'post',
  path: '/api/imports/{id}/apply',
  request: { params: idParameter },
  responses: done('Writing has begun; no message is ever sent'),
})

/** Bringing in spreadsheets: upload, mapping, dry run, real run. */
export const importRoutes = (importers: readonly Importer[]) =>
  newRouter()
    .openapi(startRoute, async (request) => {
      const { kind, file } = request.req.valid('form')
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (bytes.byteLength === 0) throw new Failure('imports.file-missing', {}, { field: 'file' })
      const started = await startImport(scopeOf(request), importers, { kind, fileName: file.name, bytes })
      return request.json({ ...started, fields: shownFields(started.fields, request.get('translate')) }, 200)
    })
    .openapi(listRoute, async (request) => {
      const { kind } = request.req.valid('query')
      const scope = scopeOf(request)
      permit(scope, requireImporter(importers, kind).permission)
      const items = await scope.transaction((transaction) => listImports(transaction, kind))
      return request.json({ items: items.map(shownImport), next: null }, 200)
    })
    .openapi(mapRoute, async (request) => {
      await mapColumns(scopeOf(request), importers, request.req.valid('param').id, request.req.valid('json'))
      return request.body(null, 204)
    })
    .openapi(readRoute, async (request) => {
      const found = await readImport(scopeOf(request), importers, request.req.valid('param').id)
      const fields = shownFields(found.fields, request.get('translate'))
      const { counts, columns, reading } = found
      return request.json({ ...shownImport(found), columns, ...reading, fields, counts }, 200)
    })
    .openapi(rowsRoute, async (request) => {
      const { verdict, cursor, limit } = request.req.valid('query')
      const { id } = request.req.valid('param')
      const scope = scopeOf(request)
      await readImport(scope, importers, id)
      const rows = await scope.transaction((transaction) =>
        listRows(transaction, id, { verdict, after: cursor, limit }),
      )
      const translate = request.get('translate')
      const items = rows.map(({ refusal, ...row }) => ({
        ...row,
        problem: refusal && shownProblem(refusal, translate),
      }))
      return request.json({ items, next: rows.length < limit ? null : String(rows.at(-1)?.row) }, 200)
    })
    .openapi(applyRoute, async (request) => {
      await applyImport(scopeOf(request), importers, request.req.valid('param').id)
      return request.body(null, 204)
    })

function shownFields(fields: readonly ImportField[], translate: Translate) {
  return fields.map(({ name, labelKey, required }) => ({ name, label: translate(labelKey), required }))
}

function shownImport(row: Awaited<ReturnType<typeof listImports>>[number]) {
  return {
    id: row.import_id,
    kind: row.kind,
    fileName: row.file_name,
    state: z.enum(importStates).parse(row.state),
    totalRows: row.total_rows,
    doneRows: row.done_rows,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

function shownProblem({ code, facts, field: at }: Refusal, translate: Translate) {
  const { title, remedy } = problemOf(new Failure(code, facts), translate, '')
  return { code, title, remedy, field: at ?? null }
}
