import { foldTitle } from './fold-title.ts'

/**
 * Colour words in the languages that sellers mostly write, each with the English word it stands for, in this order:
 * English, French, German, Spanish, Italian, Portuguese, Dutch, Nordic, Polish, Turkish, Indonesian; Russian, Greek,
 * Arabic, Hebrew, Hindi; Chinese, Japanese, Korean. None that is a common word for something else ("tan", "sort", "vita").
 */
const WORDS: Readonly<Record<string, string>> = {
  black:
    'black noir noire noirs noires schwarz schwarze schwarzer schwarzes negro negra negros negras nero nera neri preto preta pretos pretas zwart zwarte svart svarta svarte czarny czarna czarne siyah hitam черный черная черное черные μαυρο μαυρος μαυρη أسود سوداء שחור שחורה काला काली 黑色 黑 黒色 黒 ブラック くろ 검정 검정색 검은색 블랙',
  white:
    'white blanc blanche blancs blanches weiss weisse weisser weisses blanco blanca blancos blancas bianco bianca bianchi branco branca brancos wit witte vit vitt hvid hvit bialy biala biale beyaz putih белый белая белое белые λευκο λευκος λευκη ασπρο أبيض بيضاء לבן לבנה सफेद 白色 白 ホワイト しろ 흰색 하얀색 화이트',
  red: 'red rouge rouges rot rote roter rotes rojo roja rojos rosso rossa rossi vermelho vermelha merah rood rode rod roda czerwony czerwona czerwone kirmizi красный красная красное красные κοκκινο κοκκινη أحمر حمراء אדום אדומה लाल 红色 紅色 赤色 赤 レッド 빨강 빨간색 레드 crimson scarlet',
  blue: 'blue bleu bleue bleus blau blaue blauer blaues azul azules blu azzurro azzurra biru blauw blauwe bla blaa niebieski niebieska niebieskie mavi синий синяя синее голубой голубая μπλε أزرق زرقاء כחול כחולה नीला नीली 蓝色 藍色 蓝 藍 青色 青 ブルー 파랑 파란색 블루',
  navy: 'navy marineblau dunkelblau dongker marinblau granatowy granatowa lacivert كحلي 藏青色 藏青 深蓝色 深藍色 ネイビー 紺色 紺 네이비 남색',
  green:
    'green vert verte verts vertes grün grüne grüner gruen verde verdes verdi hijau groen groene gron grön gröna zielony zielona zielone yesil зеленый зеленая зеленое зеленые πρασινο πρασινη أخضر خضراء ירוק ירוקה हरा हरी 绿色 綠色 緑色 緑 グリーン 초록 초록색 녹색 그린',
  yellow:
    'yellow jaune jaunes gelb gelbe gelber amarillo amarilla giallo gialla amarelo amarela kuning geel gele gul gula zolty zolta zolte sari желтый желтая желтое κιτρινο أصفر صفراء צהוב צהובה पीला पीली 黄色 黃色 黄 イエロー 노랑 노란색 옐로우 옐로',
  orange:
    'orange naranja arancione laranja oranye oranje pomaranczowy pomaranczowa turuncu оранжевый оранжевая πορτοκαλι برتقالي כתום नारंगी 橙色 橘色 橙 オレンジ 주황 주황색 오렌지',
  pink: 'pink rosa rose roze rozowy rozowa rozowe pembe розовый розовая розовое ροζ وردي زهري ורוד गुलाबी 粉色 粉红色 粉紅色 粉红 粉紅 ピンク 桃色 분홍 분홍색 핑크',
  purple:
    'purple violet violette violett lila morado morada viola roxo roxa ungu paars paarse fioletowy fioletowa mor фиолетовый фиолетовая μωβ بنفسجي أرجواني סגול बैंगनी 紫色 紫 パープル 보라 보라색 퍼플',
  brown:
    'brown brun brune bruna braun braune brauner marron marrone castanho marrom coklat bruin bruine brazowy brazowa brazowe kahverengi коричневый коричневая καφε بني חום भूरा 棕色 咖啡色 褐色 茶色 ブラウン 갈색 브라운',
  grey: 'grey gray gris grise grau graue grauer grises grigio grigia grigi cinza cinzento abu grijs grijze gra graa szary szara szare серый серая серое γκρι رمادي אפור ग्रे 灰色 灰 グレー グレイ 회색 그레이',
  silver:
    'silver argent argente argentee silber silbern plata plateado argento prata prateado zilver zilveren srebrny srebrna gumus серебристый серебряный ασημι فضي כסוף 银色 銀色 シルバー 은색 실버',
  gold: 'gold golden goldene dore doree oro dorado dorada ouro dourado emas goud gouden guld zloty zlota altin золотой золотая золотистый χρυσο ذهبي זהב 金色 ゴールド 금색 골드',
  beige:
    'beige cream creme krem crema ivory ecru bezowy bezowa бежевый бежевая кремовый μπεζ بيج 米色 米白色 ベージュ アイボリー 베이지 아이보리',
  teal: 'teal turquoise turkis turkos turquesa turchese turkusowy turkuaz tosca cyan aqua бирюзовый τιρκουαζ تركواز 青绿色 ターコイズ 청록색',
  lilac: 'lilac lilas mauve lavendel lavender сиреневый ラベンダー 라벤더',
  mint: 'mint мятный 薄荷绿 ミントグリーン 민트',
  mustard: 'mustard',
  terracotta: 'terracotta терракотовый',
  coral: 'coral koralle corail salmon коралловый コーラル',
  khaki: 'khaki kaki olive хаки 卡其色 军绿色 軍綠色 カーキ 카키',
  charcoal: 'charcoal anthracite anthrazit antracite antracit antraciet grafitowy антрацит チャコール 차콜',
  magenta: 'magenta fuchsia fuksja фуксия 玫红色 玫紅色',
  indigo: 'indigo',
  maroon: 'maroon burgundy bordeaux bordowy bordowa granate bordo бордовый 酒红色 酒紅色 ワインレッド 와인',
  clear:
    'clear transparent transparente transparant bening przezroczysty прозрачный διαφανο شفاف שקוף 透明 クリア 투명',
}

const COLOURS: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([colour, words]) =>
    foldTitle(words)
      .split(' ')
      .map((word) => [word, colour] as const),
  ),
)

/**
 * Colours within a run of a script without blanks, longest first; to split by, so that they come back. Of one character
 * none: it may be a part of any word.
 */
export const COLOURS_IN_RUNS = new RegExp(
  `(${[...COLOURS.keys()]
    .filter((word) => /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]{2,}$/u.test(word))
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .join('|')})`,
  'u',
)

/** @returns the English colour that a folded word names, or undefined */
export function colourOf(word: string): string | undefined {
  return COLOURS.get(word)
}
