"""Tiny random BERTs of transformers and what they give, and what sentence-transformers makes of them.

`bert/` is the bare model as sentence-transformers' folders have it. `masked-lm/` is named as bert-base-uncased is: below
'bert.', with the gamma and beta of TensorFlow and the language model's head. `xlm-roberta/` counts positions from its
padding. `distilbert/` has names of its own. `without-positions/` is what AutoModel makes of Jina's config.json without
Jina's own code: a BERT whose table of positions is stored and never added (position_embedding_type 'alibi').

Run: PYTHONPATH=models/reference python models/reference/bert.py
"""

import torch
import torchvision_shim  # noqa: F401  must come before transformers
from sentence_transformers.sentence_transformer.modules import Pooling
from text_fixture import HERE, VOCABULARY, batch, save_config, save_published, save_reference, save_weights
from transformers import (
    BertConfig,
    BertForMaskedLM,
    BertModel,
    DistilBertConfig,
    DistilBertModel,
    XLMRobertaConfig,
    XLMRobertaModel,
)
from vit_fixture import randomise

FOLDER = HERE / "bert"
TINY = {
    "vocab_size": VOCABULARY,
    "hidden_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "intermediate_size": 40,
    "max_position_embeddings": 16,
}


def pooled(tokens, mask):
    """Each of sentence-transformers' ways of pooling that Doublet knows."""
    modes = ("cls", "max", "mean", "mean_sqrt_len_tokens")
    features = {"token_embeddings": tokens, "attention_mask": mask}
    pooling = {mode: Pooling(tokens.shape[-1], pooling_mode=mode) for mode in modes}
    return {mode: pooling[mode](dict(features))["sentence_embedding"] for mode in modes}


def run(model, ids, mask, **more):
    with torch.no_grad():
        return model(input_ids=ids, attention_mask=mask, **more)


def bare():
    model = randomise(BertModel(BertConfig(**TINY)), 1)
    ids, mask, types = batch(2, padding=0)
    output = run(model, ids, mask, token_type_ids=types)
    save_config(FOLDER / "bert", model.config.to_diff_dict() | {"model_type": "bert"})
    # A buffer that older checkpoints carry.
    save_weights(FOLDER / "bert", model.state_dict() | {"embeddings.position_ids": torch.arange(16)[None]})
    save_reference(
        FOLDER / "bert",
        ids=ids,
        attention_mask=mask,
        token_types=types,
        tokens=output.last_hidden_state,
        pooler=output.pooler_output,
        **pooled(output.last_hidden_state, mask),
    )


def masked_lm():
    model = randomise(BertForMaskedLM(BertConfig(**TINY, hidden_act="gelu_new", layer_norm_eps=1e-5)), 3)
    ids, mask, _ = batch(4, padding=0)
    tokens = run(model.bert, ids, mask).last_hidden_state
    old = {"LayerNorm.weight": "LayerNorm.gamma", "LayerNorm.bias": "LayerNorm.beta"}
    state = {}
    for name, tensor in model.state_dict().items():
        for new, was in old.items():
            name = name.replace(new, was)
        state[name] = tensor.clone()
    save_config(FOLDER / "masked-lm", model.config.to_diff_dict() | {"model_type": "bert"})
    save_weights(FOLDER / "masked-lm", state)
    save_reference(FOLDER / "masked-lm", ids=ids, attention_mask=mask, tokens=tokens)


def xlm_roberta():
    config = XLMRobertaConfig(**TINY, type_vocab_size=1, layer_norm_eps=1e-5, pad_token_id=1)
    model = randomise(XLMRobertaModel(config), 5)
    ids, mask, _ = batch(6)
    output = run(model, ids, mask)
    save_config(FOLDER / "xlm-roberta", config.to_diff_dict() | {"model_type": "xlm-roberta", "pad_token_id": 1})
    save_weights(FOLDER / "xlm-roberta", model.state_dict())
    save_reference(
        FOLDER / "xlm-roberta",
        ids=ids,
        attention_mask=mask,
        tokens=output.last_hidden_state,
        pooler=output.pooler_output,
    )


def distilbert():
    config = DistilBertConfig(
        vocab_size=VOCABULARY, dim=24, n_layers=2, n_heads=3, hidden_dim=40, max_position_embeddings=16
    )
    model = randomise(DistilBertModel(config), 7)
    ids, mask, _ = batch(8, padding=0)
    tokens = run(model, ids, mask).last_hidden_state
    save_config(FOLDER / "distilbert", config.to_diff_dict() | {"model_type": "distilbert"})
    save_weights(FOLDER / "distilbert", model.state_dict())
    save_reference(FOLDER / "distilbert", ids=ids, attention_mask=mask, tokens=tokens)


def without_positions():
    model = randomise(BertModel(BertConfig(**TINY), add_pooling_layer=False), 9)
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    model.embeddings.position_embeddings.weight.data.zero_()
    ids, mask, types = batch(10, padding=0)
    tokens = run(model, ids, mask, token_type_ids=types).last_hidden_state
    config = model.config.to_diff_dict() | {"model_type": "bert"}
    jina = {"position_embedding_type": "alibi", "feed_forward_type": "geglu", "emb_pooler": "mean"}
    save_config(FOLDER / "without-positions", config | jina)
    save_weights(FOLDER / "without-positions", state)
    save_reference(
        FOLDER / "without-positions", ids=ids, attention_mask=mask, token_types=types, tokens=tokens
    )


MINILM = {"hidden_size": 384, "num_hidden_layers": 6, "intermediate_size": 1536}
XLM_ROBERTA = {"vocab_size": 250002, "max_position_embeddings": 514, "type_vocab_size": 1, "layer_norm_eps": 1e-5}


def published():
    save_published("bert-base-uncased", lambda: BertModel(BertConfig()))
    save_published("all-MiniLM-L6-v2", lambda: BertModel(BertConfig(**MINILM)))
    save_published("xlm-roberta-base", lambda: XLMRobertaModel(XLMRobertaConfig(**XLM_ROBERTA)))


def main():
    torch.set_num_threads(1)
    bare()
    masked_lm()
    xlm_roberta()
    distilbert()
    without_positions()
    published()


if __name__ == "__main__":
    main()
