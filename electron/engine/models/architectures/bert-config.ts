import { z } from 'zod'
import { type ActivationName, activationName } from '../graph/activation.ts'

/** What a BERT or one of its kin is made of. */
export interface BertConfig {
  /** How a checkpoint names its parts. */
  readonly naming: 'bert' | 'distilbert'
  readonly vocabulary: number
  readonly width: number
  readonly layers: number
  readonly heads: number
  /** Width between the two layers of a feed-forward part. */
  readonly feedForward: number
  readonly positions: BertPositions
  /** Rows of the table of token types; 0: there is none. */
  readonly tokenTypes: number
  readonly epsilon: number
  readonly activation: ActivationName
  /** What gates Jina's feed-forward parts: GEGLU or ReGLU; nothing else has them. */
  readonly gate: 'gelu' | 'relu'
}

/**
 * from-start: a learned vector for each place in the text. from-padding: the same, counted over the tokens that are not
 * padding, from behind the padding token's id (RoBERTa). alibi: scores fall with the distance of two tokens (Jina).
 */
export type BertPositions =
  | { readonly kind: 'from-start'; readonly count: number }
  | { readonly kind: 'from-padding'; readonly count: number; readonly paddingId: number }
  | { readonly kind: 'alibi'; readonly count: number }

const count = z.number().int().positive()

const bertConfig = z
  .object({
    model_type: z.string(),
    vocab_size: count,
    hidden_size: count,
    num_hidden_layers: count,
    num_attention_heads: count,
    intermediate_size: count,
    hidden_act: activationName.default('gelu'),
    max_position_embeddings: count,
    type_vocab_size: z.number().int().nonnegative().default(2),
    layer_norm_eps: z.number().positive().default(1e-12),
    pad_token_id: z.number().int().nonnegative().nullish(),
    position_embedding_type: z.enum(['absolute', 'alibi']).nullish(),
    feed_forward_type: z.enum(['original', 'geglu', 'reglu']).nullish(),
    is_decoder: z.literal(false).default(false),
  })
  .refine(({ hidden_size, num_attention_heads }) => hidden_size % num_attention_heads === 0, {
    error: 'hidden_size is not a multiple of num_attention_heads',
  })

const distilBertConfig = z
  .object({
    model_type: z.literal('distilbert'),
    vocab_size: count,
    dim: count,
    n_layers: count,
    n_heads: count,
    hidden_dim: count,
    activation: activationName.default('gelu'),
    max_position_embeddings: count,
  })
  .refine(({ dim, n_heads }) => dim % n_heads === 0, { error: 'dim is not a multiple of n_heads' })

/** `model_type` of a config.json that readBertConfig takes. */
export const BERT_MODEL_TYPES = ['bert', 'roberta', 'xlm-roberta', 'camembert', 'distilbert'] as const

const typed = z.object({
  model_type: z.enum(BERT_MODEL_TYPES, {
    error: ({ input }) =>
      `the architecture ${String(input)} is not supported; supported are ${BERT_MODEL_TYPES.join(', ')}`,
  }),
})

/**
 * config.json of a BERT, RoBERTa, XLM-RoBERTa, DistilBERT or Jina BERT v2.
 * @throws ZodError
 */
export function readBertConfig(json: unknown): BertConfig {
  if (typed.parse(json).model_type === 'distilbert') return fromDistilBert(distilBertConfig.parse(json))
  const config = bertConfig.parse(json)
  return {
    naming: 'bert',
    vocabulary: config.vocab_size,
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    feedForward: config.intermediate_size,
    positions: positionsOf(config),
    tokenTypes: config.type_vocab_size,
    epsilon: config.layer_norm_eps,
    activation: config.hidden_act,
    gate: config.feed_forward_type === 'reglu' ? 'relu' : 'gelu',
  }
}

function positionsOf(config: z.infer<typeof bertConfig>): BertPositions {
  const positions = config.max_position_embeddings
  if (config.position_embedding_type === 'alibi') return { kind: 'alibi', count: positions }
  if (config.model_type === 'bert') return { kind: 'from-start', count: positions }
  return { kind: 'from-padding', count: positions, paddingId: config.pad_token_id ?? 1 }
}

function fromDistilBert(config: z.infer<typeof distilBertConfig>): BertConfig {
  return {
    naming: 'distilbert',
    vocabulary: config.vocab_size,
    width: config.dim,
    layers: config.n_layers,
    heads: config.n_heads,
    feedForward: config.hidden_dim,
    positions: { kind: 'from-start', count: config.max_position_embeddings },
    tokenTypes: 0,
    // Not in its config.json.
    epsilon: 1e-12,
    activation: config.activation,
    gate: 'gelu',
  }
}
