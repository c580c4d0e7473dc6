import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Job } from '../../../electron/contract/jobs.ts'
import type { Saying } from '../../../electron/contract/saying.ts'
import { isUnfinished } from './job-words.ts'

const IMPORTING: ReadonlySet<Job['kind']> = new Set(['import', 'describe', 'match'])

/** The jobs that the engine tells of: what runs now, and what ended while this window was open. */
export const useJobs = defineStore('jobs', () => {
  const jobs = shallowRef<ReadonlyMap<number, Job>>(new Map())
  const dismissed = shallowRef<ReadonlySet<number>>(new Set())

  function receive(job: Job): void {
    // Started while nothing was running: what the jobs before had to say is of another day.
    if (!jobs.value.has(job.id) && ![...jobs.value.values()].some(isUnfinished)) dismiss()
    jobs.value = new Map(jobs.value).set(job.id, job)
  }

  /** The job to show: what runs or waits, in the order it will run; else the last that ended and was not put away. */
  const shown = computed<Job | null>(() => {
    const all = [...jobs.value.values()].toSorted((one, other) => one.id - other.id)
    return all.find(isUnfinished) ?? all.findLast((job) => !dismissed.value.has(job.id)) ?? null
  })
  const waiting = computed(() => [...jobs.value.values()].filter(isUnfinished).length - 1)

  /** Those that read, describe and match what is imported: all that are unfinished, and of each kind the last that ended. */
  const ofImport = computed<Job[]>(() => {
    const all = [...jobs.value.values()]
      .filter(({ kind }) => IMPORTING.has(kind))
      .toSorted((one, other) => one.id - other.id)
    const ended = all.filter((job) => !isUnfinished(job) && !dismissed.value.has(job.id))
    const lastOfKind = new Map(ended.map((job) => [job.kind, job]))
    return [...lastOfKind.values(), ...all.filter(isUnfinished)]
  })

  /** The newest job of a kind that was told of while this window was open. */
  function newestOf(kind: Job['kind']): Job | null {
    const ofKind = [...jobs.value.values()].filter((job) => job.kind === kind)
    return ofKind.toSorted((one, other) => one.id - other.id).at(-1) ?? null
  }

  /** What ended jobs had to say until they are put away: one job may follow another before they are read. */
  const notes = computed<Saying[]>(() => {
    const ended = [...jobs.value.values()].filter((job) => !isUnfinished(job) && !dismissed.value.has(job.id))
    return ended.toSorted((one, other) => one.id - other.id).flatMap((job) => job.notes)
  })

  function dismiss(): void {
    dismissed.value = new Set(jobs.value.keys())
  }

  /** Another catalogue has jobs of its own. */
  function forget(): void {
    jobs.value = new Map()
    dismissed.value = new Set()
  }

  return { shown, ofImport, waiting, notes, newestOf, receive, dismiss, forget }
})
