import { z } from 'zod'
import { EvaluationRefused } from '../evaluate/evaluation-refused.ts'
import { ExportTargetError } from '../export/export-target-error.ts'
import { InferenceStopped } from '../inference/inference-failed.ts'
import { ModelRefused } from '../models/build/model-refused.ts'
import { GraphUnsuitable } from '../models/graph/graph-unsuitable.ts'
import { MissingWeight, WeightShapeMismatch, WeightTypeMismatch } from '../models/graph/graph-weights.ts'
import { WeightsNotFound } from '../models/hub/choose-model-files.ts'
import {
  ChecksumMismatch,
  DiskFull,
  DownloadTooLarge,
  HubAnswerUnusable,
  HubBusy,
  HubUnreachable,
  ModelGated,
  NotOnHub,
  UnsafeFileName,
} from '../models/hub/hub-errors.ts'
import { ModelSourceUnreadable } from '../models/hub/model-source.ts'
import { PreprocessingUnreadable } from '../models/preprocessing/preprocessing-unreadable.ts'
import { ModelHashMismatch, ModelUnreadable } from '../models/read-model.ts'
import { InstallRefused, ModelInUse } from '../models/store/store-errors.ts'
import { WordVectorsUnreadable } from '../match/read-word-vectors.ts'
import { TextFileUnreadable } from '../models/tokenizer/text-file-unreadable.ts'
import { WeightsUnreadable } from '../models/weights/weights-unreadable.ts'

/** What models, the hub and a person's request may do wrong without anything being wrong with Doublet. */
const EXPECTED = [
  ChecksumMismatch,
  DiskFull,
  DownloadTooLarge,
  EvaluationRefused,
  ExportTargetError,
  GraphUnsuitable,
  HubAnswerUnusable,
  HubBusy,
  HubUnreachable,
  InferenceStopped,
  InstallRefused,
  MissingWeight,
  ModelGated,
  ModelHashMismatch,
  ModelInUse,
  ModelRefused,
  ModelSourceUnreadable,
  ModelUnreadable,
  NotOnHub,
  PreprocessingUnreadable,
  TextFileUnreadable,
  UnsafeFileName,
  WeightShapeMismatch,
  WeightTypeMismatch,
  WeightsNotFound,
  WeightsUnreadable,
  WordVectorsUnreadable,
] as const

/** The sentence of a failure that can be expected of a model; null for one that is a bug. */
export function expectedModelFailure(reason: unknown): string | null {
  if (reason instanceof z.ZodError)
    return `A file of the model is not as expected: ${z.prettifyError(reason)}`
  const expected = EXPECTED.some((kind) => reason instanceof kind)
  return expected && reason instanceof Error ? reason.message : null
}
