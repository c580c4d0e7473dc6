import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Job } from '../../../electron/contract/jobs.ts'
import { isUnfinished } from './job-words.ts'

/** The jobs that the engine tells of: what runs now, and what ended while this window was open. */
export const useJobs = defineStore('jobs', () => {
  const jobs = shallowRef<ReadonlyMap<number, Job>>(new Map())
  const dismissed = shallowRef<ReadonlySet<number>>(new Set())

  function receive(job: Job): void {
    jobs.value = new Map(jobs.value).set(job.id, job)
  }

  /** The job to show: what runs or waits, in the order it will run; else the last that ended and was not put away. */
  const shown = computed<Job | null>(() => {
    const all = [...jobs.value.values()].toSorted((one, other) => one.id - other.id)
    return all.find(isUnfinished) ?? all.findLast((job) => !dismissed.value.has(job.id)) ?? null
  })
  const waiting = computed(() => [...jobs.value.values()].filter(isUnfinished).length - 1)

  function dismiss(): void {
    dismissed.value = new Set(jobs.value.keys())
  }

  /** Another catalogue has jobs of its own. */
  function forget(): void {
    jobs.value = new Map()
    dismissed.value = new Set()
  }

  return { shown, waiting, receive, dismiss, forget }
})
