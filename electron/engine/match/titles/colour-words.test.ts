import { describe, expect, it } from 'vitest'
import { colourOf } from './colour-words.ts'
import { titleFacts } from './title-facts.ts'

describe('colours of titles', () => {
  it.each([
    [
      'black',
      'noir schwarz negro nero preto zwart svart czarny siyah черный черная 黑色 黒 ブラック 검정 أسود μαύρο שחור',
    ],
    [
      'white',
      'blanc weiß blanco bianco branco wit vit biały beyaz белый 白色 白 ホワイト 흰색 أبيض λευκό לבן',
    ],
    [
      'red',
      'rouge rot rojo rosso vermelho rood röd czerwony kırmızı красный 红色 紅色 赤 レッド 빨강 أحمر κόκκινο',
    ],
    ['blue', 'bleu blau azul blu blauw blå niebieski mavi синий 蓝色 藍色 青 ブルー 파란색 أزرق μπλε'],
    ['green', 'vert grün verde groen grön zielony yeşil зелёный 绿色 綠色 緑 グリーン 초록색 أخضر πράσινο'],
    [
      'yellow',
      'jaune gelb amarillo giallo amarelo geel gul żółty sarı жёлтый 黄色 黃色 イエロー 노란색 أصفر',
    ],
  ])('knows %s in many languages', (colour, words) => {
    for (const word of words.split(' ')) expect([word, titleFacts(word).colour]).toEqual([word, [colour]])
  })

  it('finds a colour within a run of characters', () => {
    expect(titleFacts('新款深蓝色外套').colour).toEqual(['navy'])
    expect(titleFacts('革製ブラウンバッグ').colour).toEqual(['brown'])
  })

  it('knows no colour in other words', () => {
    expect(['mug', 'vita', 'sort', 'blacksmith', ''].map(colourOf)).toEqual(Array(5).fill(undefined))
  })
})
