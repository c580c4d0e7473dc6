import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBertConfig } from '../architectures/bert-config.ts'
import { textModelGraph } from '../architectures/text-model-graph.ts'
import { readTextPooling } from '../architectures/text-pooling-files.ts'
import type { System } from '../build/build-context.ts'
import { GRAPH_FILE } from '../build/picture-encoder.ts'
import { stageTokenizer } from '../build/stage-tokenizer.ts'
import { isTextArchitecture } from '../build/text-architectures.ts'
import { openModelWeights } from '../weights/open-model-weights.ts'

/** A BERT or one of its kin, with the pooling that sentence-transformers wrote beside it; the mean of its tokens else. */
export const titleEncoder: System = {
  name: 'title-encoder',
  recognises: (_source, config) => Promise.resolve(isTextArchitecture(config)),
  async build({ source, staging, weightsFile, signal, onBytes, parameters }, config) {
    const tokens = await stageTokenizer(source, staging, parameters)
    const pooling = await readTextPooling(source)
    const tensors = await openModelWeights({
      source,
      destination: staging,
      file: weightsFile,
      signal,
      onBytes,
    })
    const { graph, output, dimension, leftover } = textModelGraph(
      tensors,
      readBertConfig(config),
      tokens,
      pooling,
    )
    await writeFile(join(staging, GRAPH_FILE), graph.toModel(staging))
    return {
      run: {
        task: 'embed-titles',
        graph: GRAPH_FILE,
        tokens,
        embedding: { name: output, dimension, sameUpTo: parameters.sameUpTo ?? null },
      },
      leftover,
    }
  },
}
