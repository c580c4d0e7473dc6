"""Reference token ids for electron/engine/models/tokenizer: what transformers' AutoTokenizer makes of made-up titles.

Writes beside itself, into tokenizer/: the titles, three tiny tokenizers trained on them (WordPiece as BERT has it,
Unigram with a SentencePiece character map as XLM-RoBERTa has it, byte-level BPE as RoBERTa has it), and the ids.
A title of 100,000 characters is kept as {"repeat": text, "times": n}.

Needs transformers, tokenizers and sentencepiece. Run: python models/reference/tokenizer.py
"""

import io
import json
import random
import tempfile
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

HERE = Path(__file__).resolve().parent / "tokenizer"
MAXIMUM = 24

# What a SentencePiece model maps before it cuts: source code points, target code points (hexadecimal). A short list in
# place of the 240 KB of nmt_nfkc, with one key that is a prefix of another and one that maps to nothing.
CHARACTER_MAP = """
a0\t20
9\t20
200b\t20
feff\t20
3000\t20
fb01\t66 69
2122\t54 4d
bd\t31 2044 32
ff21\t41
ff11\t31
65 301\te9
41 30a\tc5
ad\t
1100 1161\tac00
2460\t31
"""

TITLES = [
    "Lumora stainless steel kettle 1.7 L, brushed",
    "LUMORA Stainless-Steel Kettle (1.7L) - Brushed",
    "Kettle, electric; 2200W / 220-240V~ 50Hz",
    "Café crème brûlée set, 6 pièces",
    "CAFÉ CRÈME BRÛLÉE SET, 6 PIÈCES",
    "Cafe\u0301 cre\u0300me bru\u0302le\u0301e set (decomposed)",
    "Smörgåsbord träbricka Ångström 40×30 cm",
    "A\u030angstro\u0308m lamp, decomposed ring",
    "Größe XL Straßenschuh weiß",
    "STRASSE ẞ capital sharp s",
    "Ελληνικός ΚΑΦΕΣ ΟΔΟΣ 250γρ",
    "ΣΟΦΟΣ ΑΣ. Σ",
    "Чайник электрический «Заря» 1,5 л",
    "ЁЛКА искусственная йод",
    "İstanbul ıslak mendil IŞIK",
    "電気ケトル 1.2L ブラック",
    "デンキ ケトル ブラック (半角カナ)",
    "ﾃﾞﾝｷ ｹﾄﾙ ﾌﾞﾗｯｸ",
    "电热水壶不锈钢1.5升",
    "보온병 500ml 블랙",
    "\u1112\u1161\u11ab\u1100\u1173\u11af decomposed hangul",
    "𠮷野家 牛丼の素 𠀋",
    "غلاية كهربائية سعة ١٫٧ لتر",
    "غَلَّايَة with vowel marks",
    "קומקום חשמלי 1.7 ליטר",
    "इलेक्ट्रिक केतली 1.5 लीटर",
    "กาต้มน้ำไฟฟ้า 1.8 ลิตร",
    "Ấm đun siêu tốc Việt Nam",
    "🎁 gift set 🎁🎁",
    "Family mug 👨‍👩‍👧‍👦 350 ml",
    "Flag towel 🇩🇪🇫🇷 2er Set",
    "Thumbs 👍🏽 up sticker ✌️ ❤️",
    "Trademark™ registered® copyright© ½ price ① first",
    "ﬁne ﬂower ofﬁce paper",
    "Ｆｕｌｌｗｉｄｔｈ ＡＢＣ１２３",
    "non\u00a0breaking\u2003em space\u3000ideographic",
    "zero\u200bwidth\u200djoiner \u200emarks\ufeff",
    "soft\u00adhyphen re\u00adcycled",
    "tab\tand\nnew line\r\nreturn",
    "control\u0001chars\u007f here\u0085too",
    "  leading and trailing   ",
    "",
    " ",
    "\t\n",
    "\u200b",
    "[CLS] injected [SEP] tokens [MASK] [PAD]",
    "<s> injected </s> <mask>  after <pad> <unk>",
    "don't can't it's o'clock we're",
    "e-mail: shop@example.com, http://example.com/a?b=c&d=e#f",
    "SKU#A-123_456/789*XYZ~v2.0+",
    "price: $19.99 €17,50 £16.00 ¥2000",
    "\"quoted\" ‘single’ “double” „low“ «guillemets»",
    "dash - en – em — minus − bullet • dot · ellipsis …",
    "2x4 3/4\" x 1-1/2in 5'11'' 90° ±0.5%",
    "pack_of_12_UPPER_lower_MiXeD",
    "Donaudampfschifffahrtsgesellschaftskapitaenskajuetenschluesselanhaenger",
    "pneumonoultramicroscopicsilicovolcanoconiosis" * 3,
    "\ufffd replacement \ue000 private \ufffe",
    "x",
    "kettle " * 60,
    {"repeat": "x", "times": 100_000},
    {"repeat": "Lumora kettle 1.7 L, ", "times": 4762},
    {"repeat": "電", "times": 100_000},
]


def text(title):
    return title if isinstance(title, str) else title["repeat"] * title["times"]


CORPUS = [title for title in TITLES if isinstance(title, str)]


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def bert(folder, lower):
    """WordPiece; only vocab.txt and tokenizer_config.json are kept, so that the importer's own tokenizer.json is tested."""
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=lower)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    # Only the commonest characters, so that some words are unknown.
    tokenizer.train_from_iterator(
        CORPUS, trainers.WordPieceTrainer(vocab_size=700, limit_alphabet=200, special_tokens=special)
    )
    folder.mkdir(parents=True, exist_ok=True)
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    (folder / "vocab.txt").write_text("".join(f"{token}\n" for token, _ in tokens), encoding="utf-8")
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "BertTokenizer", "do_lower_case": lower, "model_max_length": 512},
    )


def xlm_roberta(folder):
    """Unigram with a precompiled character map; ids shifted as XLM-RoBERTa has them: <s> <pad> </s> <unk> ... <mask>."""
    with tempfile.TemporaryDirectory() as scratch:
        rules = Path(scratch) / "rules.tsv"
        rules.write_text(CHARACTER_MAP.lstrip("\n"), encoding="utf-8")
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(CORPUS * 3),
            model_writer=model,
            vocab_size=330,
            character_coverage=0.98,
            hard_vocab_limit=False,
            normalization_rule_tsv=str(rules),
            minloglevel=2,
        )
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    pieces = [(piece.piece, round(piece.score, 4)) for piece in proto.pieces[3:]]
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), *pieces, ("<mask>", 0.0)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    tokenizer.normalizer = normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")]
    )
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    finish(
        tokenizer,
        folder,
        {
            "tokenizer_class": "XLMRobertaTokenizer",
            "model_max_length": 512,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "mask_token": {"content": "<mask>", "lstrip": True, "__type": "AddedToken"},
        },
    )


def roberta(folder):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(
            vocab_size=450, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        ),
    )
    finish(
        tokenizer,
        folder,
        {
            "tokenizer_class": "RobertaTokenizer",
            "model_max_length": 512,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "mask_token": {"content": "<mask>", "lstrip": True, "__type": "AddedToken"},
            "add_prefix_space": False,
        },
    )


def finish(tokenizer, folder, config):
    tokenizer.post_processor = processors.RobertaProcessing(
        ("</s>", tokenizer.token_to_id("</s>")), ("<s>", tokenizer.token_to_id("<s>")), add_prefix_space=False
    )
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_json(folder / "tokenizer_config.json", config)
    # Once more as transformers itself writes it, with the special tokens as it knows them.
    AutoTokenizer.from_pretrained(folder).save_pretrained(folder)
    for file in folder.iterdir():
        if file.name not in ("tokenizer.json", "tokenizer_config.json"):
            file.unlink()
    packed = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    write_json(folder / "tokenizer.json", packed)


def main():
    random.seed(0)
    bert(HERE / "bert-uncased", lower=True)
    bert(HERE / "bert-cased", lower=False)
    xlm_roberta(HERE / "xlm-roberta")
    roberta(HERE / "roberta")
    texts = [text(title) for title in TITLES]
    ids = {}
    for name in ("bert-uncased", "bert-cased", "xlm-roberta", "roberta"):
        tokenizer = AutoTokenizer.from_pretrained(HERE / name)
        ids[name] = tokenizer(texts, truncation=True, max_length=MAXIMUM)["input_ids"]
        unknown = sum(row.count(tokenizer.unk_token_id) for row in ids[name])
        print(name, len(tokenizer), "tokens,", unknown, "unknown of", sum(map(len, ids[name])))
    write_json(HERE / "reference.json", {"maximumTokens": MAXIMUM, "titles": TITLES, "ids": ids})


if __name__ == "__main__":
    main()
