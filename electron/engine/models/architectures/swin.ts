import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { add, layerNorm, linear, mean, reshape } from '../graph/layers.ts'
import { firstScope } from './first-scope.ts'
import { windowAttention } from './swin-attention.ts'
import type { SwinConfig } from './swin-config.ts'
import { gatherTokens } from './swin-tokens.ts'
import { type Grid, planMerging, planWindows, type WindowPlan } from './swin-windows.ts'
import { UnfitPicture } from './unfit-picture.ts'
import { feedForward, residual } from './vit-block.ts'
import { patchCount } from './vit-config.ts'
import { feedForwardBelow, ignoreBelow } from './vit-naming.ts'
import { resizedPositions } from './vit-positions.ts'
import { patchTokens } from './vit-tokens.ts'

/** Of the normalisations that the published implementation leaves at PyTorch's own value. */
const PYTORCH_EPSILON = 1e-5

/**
 * Swin transformer (version 1) as Hugging Face names it. `features` are the last stage's tokens after the last
 * normalisation, `pooled` (pooler_output) is their mean.
 * @param pixels float32 [N, 3, H, W], normalised
 * @param picture H and W
 * @throws UnfitPicture
 * @see https://arxiv.org/abs/2103.14030; transformers, models/swin/modeling_swin.py
 */
export function swin(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: SwinConfig,
  pixels: Value,
  picture: PictureSize,
): ImageTower {
  ignoreBelow(weights, ['classifier.'])
  const model = firstScope(weights, ['', 'swin.'], 'embeddings.patch_embeddings.projection.weight')
  let tokens = embed(graph, model.scope('embeddings.'), config, pixels, picture)
  let grid = tokenGrid(picture, config.patchPx)
  let { width } = config
  config.depths.forEach((_, stage) => {
    const layers = model.scope(`encoder.layers.${stage}.`)
    tokens = runStage(graph, layers, tokens, stageShape(config, stage, grid, width))
    if (stage === config.depths.length - 1) return
    tokens = mergeSquares(graph, layers.scope('downsample.'), tokens, grid, width)
    grid = { rows: Math.ceil(grid.rows / 2), columns: Math.ceil(grid.columns / 2) }
    width *= 2
  })
  const features = layerNorm(graph, model.scope('layernorm.'), tokens, width, config.epsilon)
  const featureShape = [grid.rows * grid.columns, width]
  return { features, featureShape, pooled: mean(graph, features, 1), width }
}

/** Patches of a picture that is padded below and on the right to whole ones. */
function tokenGrid({ heightPx, widthPx }: PictureSize, patchPx: number): Grid {
  return { rows: Math.ceil(heightPx / patchPx), columns: Math.ceil(widthPx / patchPx) }
}

function embed(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: SwinConfig,
  pixels: Value,
  picture: PictureSize,
): Value {
  const { width, patchPx } = config
  weights.ignore('mask_token')
  const whole = padToPatches(graph, pixels, picture, patchPx)
  const patches = patchTokens(graph, weights.scope('patch_embeddings.projection.'), whole, patchPx, width)
  const tokens = layerNorm(graph, weights.scope('norm.'), patches, width, PYTORCH_EPSILON)
  if (!config.hasAbsolutePositions) return tokens
  if (whole !== pixels) {
    throw new UnfitPicture(
      `Expected a picture of whole patches, ${patchPx} pixels each, since this Swin transformer has absolute positions, but it is ${picture.widthPx} x ${picture.heightPx} pixels`,
    )
  }
  const table = weights.take('position_embeddings', [1, patchCount(config.trainedOn, patchPx), width])
  return add(graph, tokens, resizedPositions(graph, table, { ...config, picture, antialias: false }))
}

function padToPatches(
  graph: GraphBuilder,
  pixels: Value,
  { heightPx, widthPx }: PictureSize,
  patchPx: number,
): Value {
  const { rows, columns } = tokenGrid({ heightPx, widthPx }, patchPx)
  const [below, right] = [rows * patchPx - heightPx, columns * patchPx - widthPx]
  if (below === 0 && right === 0) return pixels
  return graph.node('Pad', [pixels, graph.integers([0, 0, 0, 0, 0, 0, below, right])])
}

interface StageShape extends Pick<SwinConfig, 'activation' | 'epsilon' | 'window'> {
  readonly depth: number
  readonly heads: number
  readonly width: number
  /** Features inside the feed-forward layer. */
  readonly hidden: number
  readonly grid: Grid
}

function stageShape(config: SwinConfig, stage: number, grid: Grid, width: number): StageShape {
  const { activation, epsilon, window, depths, heads, expansion } = config
  if (Math.min(grid.rows, grid.columns) < window) {
    throw new UnfitPicture(
      `Expected at least ${window} x ${window} tokens in stage ${stage + 1} of the Swin transformer but the picture gives ${grid.rows} x ${grid.columns}. Take a larger picture.`,
    )
  }
  const hidden = Math.trunc(expansion * width)
  return {
    activation,
    epsilon,
    window,
    depth: depths[stage] ?? 0,
    heads: heads[stage] ?? 1,
    width,
    hidden,
    grid,
  }
}

function runStage(graph: GraphBuilder, weights: GraphWeights, input: Value, shape: StageShape): Value {
  const { grid, window, depth } = shape
  // Every second block shifts its windows, unless one window is as high or as wide as the picture.
  const isOneWindow = Math.min(grid.rows, grid.columns) === window
  const plain = planWindows(grid, window, 0)
  const shifted = planWindows(grid, window, isOneWindow ? 0 : Math.floor(window / 2))
  let tokens = input
  for (let block = 0; block < depth; block++) {
    const scope = weights.scope(`blocks.${block}.`)
    tokens = runBlock(graph, scope, tokens, shape, block % 2 === 0 ? plain : shifted)
  }
  return tokens
}

function runBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  shape: StageShape,
  plan: WindowPlan,
): Value {
  const [first, second] = feedForwardBelow(weights)
  const attended = residual(graph, weights.scope('layernorm_before.'), tokens, shape, (rows) =>
    windowAttention(graph, weights, rows, { ...shape, plan }),
  )
  return residual(graph, weights.scope('layernorm_after.'), attended, shape, (rows) =>
    feedForward(graph, first, second, rows, shape),
  )
}

/** Each 2 x 2 square of tokens to one of twice the features: [N, T, width] to [N, squares, 2 width]. */
function mergeSquares(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  grid: Grid,
  width: number,
): Value {
  const order = planMerging(grid)
  const inSquares = gatherTokens(graph, tokens, order, grid.rows * grid.columns)
  const squares = reshape(graph, inSquares, [-1, order.length / 4, 4 * width])
  const normalised = layerNorm(graph, weights.scope('norm.'), squares, 4 * width, PYTORCH_EPSILON)
  return linear(graph, weights.scope('reduction.'), normalised, 4 * width, 2 * width)
}
