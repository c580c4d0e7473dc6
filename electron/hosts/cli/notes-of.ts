import type { Job } from '../../contract/jobs.ts'

/** What a job or a report had to tell besides numbers, in English. */
export function notesOf({ notes }: Pick<Job, 'notes'>): string[] {
  return notes.map(({ words }) => words)
}
