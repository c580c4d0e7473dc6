import { parentPort, workerData } from 'node:worker_threads'
import { NearestLists } from '../../vector-index/nearest-lists.ts'
import { crewTask } from '../../vector-index/run-crew.ts'
import { titleJoinStart } from './title-join-start.ts'
import { TitleJoiner } from './title-joiner.ts'

/* Compares some rows' titles with those of a block; the lists lie in shared memory, each row's in one thread's hands. */

if (parentPort === null) throw new Error('Expected to be started as a worker thread')
const port = parentPort
const { vectors, postings, lists, firstRow } = titleJoinStart.parse(workerData)
const joiner = new TitleJoiner(vectors, postings, new NearestLists(lists.counts.length, lists.limit, lists))

port.on('message', (message: unknown) => {
  const { from, to } = crewTask.parse(message)
  for (let row = from; row < to; row += 1) joiner.join(firstRow + row)
  port.postMessage(to - from)
})
