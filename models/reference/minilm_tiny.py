"""A tiny random model in the folder layout of sentence-transformers, and what sentence-transformers makes of titles.

It is to all-MiniLM-L6-v2 what a test is to bench/title-model.ts: modules.json, pooling, normalising and the list of
words without tokenizer.json. `half/` and `bfloat/` hold the same weights in F16 and BF16.

Run after tokenizer.py: PYTHONPATH=models/reference python models/reference/minilm_tiny.py
"""

import json
import shutil

import torch
import torchvision_shim  # noqa: F401  must come before transformers
from sentence_transformers import SentenceTransformer
from text_fixture import HERE, save_config, save_reference, save_weights
from transformers import BertConfig, BertModel
from vit_fixture import randomise

FOLDER = HERE / "minilm_tiny"
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
]
POOLING = {
    "word_embedding_dimension": 24,
    "pooling_mode_cls_token": False,
    "pooling_mode_mean_tokens": True,
    "pooling_mode_max_tokens": False,
    "pooling_mode_mean_sqrt_len_tokens": False,
}
TITLES = [
    "Lumora stainless steel kettle 1.7 L, brushed",
    "kettle",
    "",
    "電気ケトル 1.2L ブラック",
    "Café crème brûlée set 🎁 " * 12,
]


def write_json(file, value):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main():
    torch.set_num_threads(1)
    words = (HERE / "tokenizer/bert-uncased/vocab.txt").read_text(encoding="utf-8").count("\n")
    config = BertConfig(
        vocab_size=words,
        hidden_size=24,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=40,
        max_position_embeddings=64,
    )
    model = randomise(BertModel(config), 21)
    save_config(FOLDER, config.to_diff_dict() | {"model_type": "bert", "architectures": ["BertModel"]})
    save_weights(FOLDER, model.state_dict())
    save_weights(FOLDER / "half", {name: tensor.half() for name, tensor in model.state_dict().items()})
    save_weights(FOLDER / "bfloat", {name: tensor.bfloat16() for name, tensor in model.state_dict().items()})
    for name in ("vocab.txt", "tokenizer_config.json"):
        shutil.copyfile(HERE / "tokenizer/bert-uncased" / name, FOLDER / name)
    write_json(FOLDER / "modules.json", MODULES)
    write_json(FOLDER / "1_Pooling/config.json", POOLING)
    write_json(FOLDER / "sentence_bert_config.json", {"max_seq_length": 32, "do_lower_case": False})
    write_json(FOLDER / "titles.json", TITLES)
    embeddings = SentenceTransformer(str(FOLDER), device="cpu").encode(TITLES, convert_to_tensor=True)
    save_reference(FOLDER, embeddings=embeddings)


if __name__ == "__main__":
    main()
