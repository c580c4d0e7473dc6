import { say, type Saying } from '../../contract/saying.ts'
import type { StoredSpace } from '../catalogue/space-repository.ts'
import type { ItemDetector } from '../inference/item-detector.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import type { TitleEncoder } from '../inference/title-encoder.ts'
import { startItemDetector, startPictureEncoder, startTitleEncoder } from '../jobs/start-model.ts'
import { isFor, type Model, ModelUnreadable } from '../models/read-model.ts'
import { sayTask } from '../models/say-role.ts'
import { TitleTokenizer } from '../models/tokenizer/title-tokenizer.ts'
import { modelOfSpace } from './model-of-space.ts'

export interface StartedPictureModel {
  readonly spaceId: number
  readonly encoder: PictureEncoder
  /** null where whole pictures are compared. */
  readonly finder: { readonly detector: ItemDetector; readonly model: Model<'find-items'> } | null
}

export interface StartedTitleModel {
  readonly spaceId: number
  readonly tokenizer: TitleTokenizer
  readonly encoder: TitleEncoder
}

/** The models of the spaces that are searched in, started when first needed and kept until another one is. */
export class SearchModels {
  readonly #dataFolder: string
  readonly #note: (said: Saying) => void
  #pictures: StartedPictureModel | null = null
  #titles: StartedTitleModel | null = null

  /** @param note is told when a graphics provider had to be given up */
  constructor(dataFolder: string, note: (said: Saying) => void) {
    this.#dataFolder = dataFolder
    this.#note = note
  }

  /** @throws ModelUnreadable, ModelHashMismatch, InferenceStopped */
  async pictures(space: StoredSpace): Promise<StartedPictureModel> {
    if (this.#pictures?.spaceId === space.id) return this.#pictures
    await this.#closePictures()
    const model = await modelOfSpace(space, this.#dataFolder)
    if (isFor(model, 'find-items')) this.#pictures = await this.#startFinder(space.id, model)
    else if (isFor(model, 'embed-pictures')) {
      this.#pictures = {
        spaceId: space.id,
        encoder: await startPictureEncoder(model, this.#context()),
        finder: null,
      }
    } else
      throw new ModelUnreadable(
        model.folder,
        say('isForOtherTask', { task: sayTask(model.manifest.task), needed: sayTask('embed-pictures') }),
      )
    return this.#pictures
  }

  /** @throws ModelUnreadable, ModelHashMismatch, InferenceStopped */
  async titles(space: StoredSpace): Promise<StartedTitleModel> {
    if (this.#titles?.spaceId === space.id) return this.#titles
    await this.#closeTitles()
    const model = await modelOfSpace(space, this.#dataFolder)
    if (!isFor(model, 'embed-titles'))
      throw new ModelUnreadable(
        model.folder,
        say('isForOtherTask', { task: sayTask(model.manifest.task), needed: sayTask('embed-titles') }),
      )
    const tokenizer = await TitleTokenizer.open(model.folder, model.manifest.tokens)
    this.#titles = { spaceId: space.id, tokenizer, encoder: await startTitleEncoder(model, this.#context()) }
    return this.#titles
  }

  async close(): Promise<void> {
    await this.#closePictures()
    await this.#closeTitles()
  }

  async #startFinder(spaceId: number, model: Model<'find-items'>): Promise<StartedPictureModel> {
    const encoder = await startPictureEncoder(model, this.#context())
    try {
      return {
        spaceId,
        encoder,
        finder: { detector: await startItemDetector(model, this.#context()), model },
      }
    } catch (error) {
      await encoder.close()
      throw error
    }
  }

  /** One thread: a search has one picture or one text, and the other cores may be at work on a job. */
  #context(): { cores: number; dataFolder: string; note: (said: Saying) => void } {
    return { cores: 1, dataFolder: this.#dataFolder, note: this.#note }
  }

  async #closePictures(): Promise<void> {
    const started = this.#pictures
    this.#pictures = null
    await started?.encoder.close()
    await started?.finder?.detector.close()
  }

  async #closeTitles(): Promise<void> {
    const started = this.#titles
    this.#titles = null
    await started?.encoder.close()
  }
}
