import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { saying } from './saying.ts'

export const catalogueInfo = z.object({
  path: z.string(),
  name: z.string(),
  createdAt: z.string(),
  items: z.number().int(),
  pictures: z.number().int(),
  described: z.number().int(),
  groups: z.number().int(),
  groupsOpen: z.number().int(),
  groupsConfirmed: z.number().int(),
  verdicts: z.number().int(),
  verdictsToday: z.number().int(),
  contradictions: z.number().int(),
  problems: z.number().int(),
  threshold: z.number(),
  reviewer: z.string(),
})
export type CatalogueInfo = z.infer<typeof catalogueInfo>

export const recentCatalogue = z.object({ path: z.string(), name: z.string(), openedAt: z.string() })

export const finding = z.object({
  severity: z.enum(['error', 'warning']),
  found: saying,
  advice: saying,
})
export type Finding = z.infer<typeof finding>

export const catalogueContract = {
  /** null while none is open. */
  current: oc.errors(errorMap).output(catalogueInfo.nullable()),
  recent: oc.errors(errorMap).output(z.array(recentCatalogue)),
  create: oc
    .errors(errorMap)
    .input(z.object({ path: z.string().min(1) }))
    .output(catalogueInfo),
  open: oc
    .errors(errorMap)
    .input(z.object({ path: z.string().min(1) }))
    .output(catalogueInfo),
  close: oc.errors(errorMap).output(z.null()),
  setReviewer: oc
    .errors(errorMap)
    .input(z.object({ name: z.string().trim().min(1).max(80) }))
    .output(catalogueInfo),
  /** Where a new catalogue goes when the curator names none. */
  suggestPath: oc
    .errors(errorMap)
    .input(z.object({ name: z.string().min(1).max(80) }))
    .output(z.object({ path: z.string() })),
  /** Checks the database and everything derived from it; no findings means that all is well. */
  verify: oc.errors(errorMap).output(z.object({ checked: z.array(z.string()), findings: z.array(finding) })),
}
