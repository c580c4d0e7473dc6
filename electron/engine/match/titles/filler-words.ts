import { foldTitle } from './fold-title.ts'

/**
 * Words that praise, sell or connect and say nothing of which product it is, in the languages that sellers mostly write.
 * No word that names a kind of product as well: "hot" is a sauce, "top" a garment, "e" a vitamin.
 */
const FILLERS: ReadonlySet<string> = new Set(
  foldTitle(
    [
      // praise and promises
      'new brand original ori asli authentic genuine official premium quality best popular trending',
      'baru neu neuf nouveau nuevo nueva nuovo novo original echt authentique autentico terlaris terbaik',
      // trade
      'sale offer deal promo promotion discount price cheap clearance bundle sold seller shop store stock ready',
      'instock limited exclusive edition gift idea buy get free shipping delivery fast express warranty import',
      'murah termurah diskon harga garansi gratis ongkir grosir termasuk angebot günstig versand kostenlos',
      'soldes promo livraison gratuite oferta envio barato spedizione offerta promozione frete',
      // joining words
      'and or of for with without in on at by to from the an this your our',
      'und oder mit ohne für von der die das et ou avec sans pour de du des la le les',
      'con sin para del el los las di da per il lo gli dan atau dengan untuk dari yang',
    ].join(' '),
  ).split(' '),
)

/** @param word folded */
export function isFiller(word: string): boolean {
  return FILLERS.has(word)
}
