import {
  BertNormalizer,
  type Normalizer,
  PrecompiledNormalizer,
  SequenceNormalizer,
} from '@huggingface/tokenizers'
import { CharacterMap } from './character-map.ts'

/** The ideographs outside the basic plane that BERT sets apart as words. */
const SUPPLEMENTARY_IDEOGRAPH =
  /[\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B820}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu

/** As the library's own, with two things done as Python and Rust do them. */
class CodePointBertNormalizer extends BertNormalizer {
  override normalize(text: string): string {
    let prepared = text
    // The library looks at UTF-16 units here, and so misses the ideographs of two.
    if (this.config.handle_chinese_chars === true)
      prepared = prepared.replace(SUPPLEMENTARY_IDEOGRAPH, ' $& ')
    // JavaScript makes a sigma at a word's end a final one; the others lower each character for itself.
    if (this.config.lowercase === true) prepared = prepared.replaceAll('Σ', 'σ')
    return super.normalize(prepared)
  }
}

/** Applies the model's own map of characters; the library's class applies NFKC to all models. */
class MappedNormalizer extends PrecompiledNormalizer {
  readonly #map: CharacterMap

  constructor(config: ConstructorParameters<typeof PrecompiledNormalizer>[0]) {
    super(config)
    this.#map = new CharacterMap(Buffer.from(config.precompiled_charsmap, 'base64'))
  }

  override normalize(text: string): string {
    return this.#map.apply(text)
  }
}

/**
 * The same normaliser, with what the library only approximates put in place of its own.
 * @throws RangeError if a precompiled map of characters is damaged
 */
export function exactNormalizer(normalizer: Normalizer | null): Normalizer | null {
  if (normalizer instanceof SequenceNormalizer) {
    normalizer.normalizers = normalizer.normalizers.map(exactNormalizer)
    return normalizer
  }
  if (normalizer instanceof BertNormalizer) return new CodePointBertNormalizer(normalizer.config)
  if (normalizer instanceof PrecompiledNormalizer) return mapped(normalizer)
  return normalizer
}

function mapped(normalizer: PrecompiledNormalizer): Normalizer {
  const map: unknown = normalizer.charsmap
  // Without a map nothing is mapped.
  if (typeof map !== 'string' || map === '')
    return new SequenceNormalizer({ type: 'Sequence', normalizers: [] })
  return new MappedNormalizer({ type: 'Precompiled', precompiled_charsmap: map })
}
