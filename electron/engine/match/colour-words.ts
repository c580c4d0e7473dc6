import { foldTitle } from './fold-title.ts'

/** Colour words after folding, in the languages that sellers mostly write, each with the English word it stands for. */
const COLOURS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    black: 'black noir noire schwarz negro negra nero nera preto preta hitam zwart svart czarny siyah черный',
    white:
      'white blanc blanche weiss blanco blanca bianco bianca branco branca putih wit hvid bialy beyaz белый',
    red: 'red rouge rot rojo roja rosso rossa vermelho vermelha merah rood rod czerwony kirmizi красный crimson',
    blue: 'blue bleu bleue blau azul blu biru blauw bla niebieski mavi синий голубой',
    navy: 'navy marineblau dongker',
    green: 'green vert verte grün gruen verde hijau groen gron zielony yesil зелёный',
    yellow:
      'yellow jaune gelb amarillo amarilla giallo gialla amarelo amarela kuning geel gul zolty sari жёлтый',
    orange: 'orange naranja arancione laranja oranye oranje pomaranczowy turuncu оранжевый',
    pink: 'pink rosa rose roze rozowy pembe розовый',
    purple: 'purple violet violette lila morado morada viola roxo roxa ungu paars fioletowy mor фиолетовый',
    brown: 'brown brun brune braun marron marrone marrom coklat bruin brazowy kahverengi коричневый',
    grey: 'grey gray gris grau grigio grigia cinza abu grijs gra szary серый',
    silver: 'silver argent argente silber plata plateado argento prata zilver srebrny gumus серебристый',
    gold: 'gold golden dore oro dorado ouro dourado emas goud zloty altin золотой',
    beige: 'beige cream creme krem crema ivory бежевый',
    teal: 'teal turquoise turkis turquesa turchese tosca cyan aqua',
    lilac: 'lilac lilas mauve',
    mint: 'mint',
    mustard: 'mustard',
    terracotta: 'terracotta',
    coral: 'coral koralle corail salmon',
    khaki: 'khaki kaki olive',
    charcoal: 'charcoal anthracite anthrazit antracite',
    magenta: 'magenta fuchsia',
    indigo: 'indigo',
    maroon: 'maroon burgundy bordeaux',
    clear: 'clear transparent transparente bening',
  }).flatMap(([colour, words]) =>
    foldTitle(words)
      .split(' ')
      .map((word) => [word, colour] as const),
  ),
)

/** @returns the English colour that a folded word names, or undefined */
export function colourOf(word: string): string | undefined {
  return COLOURS.get(word)
}
