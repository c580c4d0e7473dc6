"""Jina BERT v2 in PyTorch, tiny and random, in both of its published layouts, and what it gives.

transformers does not have this model: it comes as remote code beside the weights (jinaai/jina-bert-implementation and
jinaai/jina-bert-v2-qk-post-norm). What follows is written anew and rests on these facts of the published code:

- config.json says model_type 'bert', position_embedding_type 'alibi', feed_forward_type 'geglu' (or 'reglu').
- Embeddings: words + token types, LayerNorm; no positions.
- ALiBi: -slope * |i - j| is added to the scaled scores of each head, both ways. Slopes as in the code of the ALiBi
  paper; for a number of heads that is no power of two, those of the next lower power, then every other one of the next
  higher. Padding is masked as in BERT.
- Attention: as in BERT, with the dense layer, the residual and the LayerNorm of 'attention.output'.
- Layout 1 (small-en, base-en), the residual GLU of MosaicBERT: 'mlp.gated_layers' without bias gives gate | value,
  act(gate) * value goes through 'mlp.wo', and 'mlp.layernorm' takes that and the residual.
- Layout 2 (base-code, -de, -es, -zh): queries and keys go through 'layer_norm_q' and 'layer_norm_k' over all heads
  together; the layer's input is added a second time after attention's own LayerNorm, and 'layer_norm_1' follows;
  'mlp.up_gated_layer' without bias gives value | gate, then 'mlp.down_layer', residual, 'layer_norm_2'.
- GELU is the exact one. The pooler is BERT's.

The slopes of 12 heads are checked against numbers worked out by hand from the paper; attention without ALiBi and the
embeddings are checked against transformers' BertModel below (`agrees_with_bert`).

Run: PYTHONPATH=models/reference python models/reference/jina_bert.py
"""

import math

import torch
import torchvision_shim  # noqa: F401  must come before transformers
from text_fixture import HERE, VOCABULARY, batch, save_config, save_published, save_reference, save_weights
from torch import nn
from transformers import BertConfig, BertModel
from vit_fixture import randomise

FOLDER = HERE / "jina_bert"


def slopes(heads):
    def power_of_two(count):
        start = 2 ** (-(2 ** -(math.log2(count) - 3)))
        return [start ** (head + 1) for head in range(count)]

    if math.log2(heads).is_integer():
        return power_of_two(heads)
    lower = 2 ** math.floor(math.log2(heads))
    return power_of_two(lower) + slopes(2 * lower)[0::2][: heads - lower]


def alibi(heads, length):
    places = torch.arange(length)
    distance = (places[None, :] - places[:, None]).abs()
    return -torch.tensor(slopes(heads))[:, None, None] * distance


class Embeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.word_embeddings = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.token_type_embeddings = nn.Embedding(config["type_vocab_size"], config["hidden_size"])
        self.LayerNorm = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])

    def forward(self, ids, types):
        return self.LayerNorm(self.word_embeddings(ids) + self.token_type_embeddings(types))


class SelfAttention(nn.Module):
    def __init__(self, config, layout):
        super().__init__()
        width = config["hidden_size"]
        self.heads = config["num_attention_heads"]
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        if layout == 2:
            self.layer_norm_q = nn.LayerNorm(width, eps=config["layer_norm_eps"])
            self.layer_norm_k = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        else:
            self.layer_norm_q = self.layer_norm_k = nn.Identity()

    def forward(self, tokens, bias):
        def by_head(rows):
            return rows.unflatten(-1, (self.heads, -1)).transpose(1, 2)

        query = by_head(self.layer_norm_q(self.query(tokens)))
        key = by_head(self.layer_norm_k(self.key(tokens)))
        scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1]) + bias
        seen = scores.softmax(-1) @ by_head(self.value(tokens))
        return seen.transpose(1, 2).flatten(2)


class SelfOutput(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense = nn.Linear(config["hidden_size"], config["hidden_size"])
        self.LayerNorm = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])

    def forward(self, seen, tokens):
        return self.LayerNorm(self.dense(seen) + tokens)


class Attention(nn.Module):
    def __init__(self, config, layout):
        super().__init__()
        self.self = SelfAttention(config, layout)
        self.output = SelfOutput(config)

    def forward(self, tokens, bias):
        return self.output(self.self(tokens, bias), tokens)


def gate_of(config):
    return {"geglu": nn.GELU(), "reglu": nn.ReLU()}[config["feed_forward_type"]]


class FirstMLP(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, wide = config["hidden_size"], config["intermediate_size"]
        self.gated_layers = nn.Linear(width, 2 * wide, bias=False)
        self.wo = nn.Linear(wide, width)
        self.layernorm = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.act = gate_of(config)

    def forward(self, tokens):
        gate, value = self.gated_layers(tokens).chunk(2, dim=-1)
        return self.layernorm(self.wo(self.act(gate) * value) + tokens)


class SecondMLP(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, wide = config["hidden_size"], config["intermediate_size"]
        self.up_gated_layer = nn.Linear(width, 2 * wide, bias=False)
        self.down_layer = nn.Linear(wide, width)
        self.act = gate_of(config)

    def forward(self, tokens):
        value, gate = self.up_gated_layer(tokens).chunk(2, dim=-1)
        return self.down_layer(value * self.act(gate))


class Layer(nn.Module):
    def __init__(self, config, layout):
        super().__init__()
        self.attention = Attention(config, layout)
        self.mlp = FirstMLP(config) if layout == 1 else SecondMLP(config)
        if layout == 2:
            self.layer_norm_1 = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])
            self.layer_norm_2 = nn.LayerNorm(config["hidden_size"], eps=config["layer_norm_eps"])
        self.layout = layout

    def forward(self, tokens, bias):
        attended = self.attention(tokens, bias)
        if self.layout == 1:
            return self.mlp(attended)
        attended = self.layer_norm_1(tokens + attended)
        return self.layer_norm_2(attended + self.mlp(attended))


class Encoder(nn.Module):
    def __init__(self, config, layout):
        super().__init__()
        self.layer = nn.ModuleList([Layer(config, layout) for _ in range(config["num_hidden_layers"])])


class Pooler(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.dense = nn.Linear(config["hidden_size"], config["hidden_size"])


class JinaBert(nn.Module):
    def __init__(self, config, layout):
        super().__init__()
        self.heads = config["num_attention_heads"]
        self.embeddings = Embeddings(config)
        self.encoder = Encoder(config, layout)
        self.pooler = Pooler(config)

    def forward(self, ids, mask, types):
        tokens = self.embeddings(ids, types)
        padding = (1.0 - mask[:, None, None, :]) * torch.finfo(torch.float32).min
        bias = alibi(self.heads, ids.shape[1]) + padding
        for layer in self.encoder.layer:
            tokens = layer(tokens, bias)
        return tokens, torch.tanh(self.pooler.dense(tokens[:, 0]))


def config_of(heads, feed_forward):
    """With the keys that jina-embeddings-v2-base-en's config.json has."""
    return {
        "architectures": ["JinaBertForMaskedLM"],
        "emb_pooler": "mean",
        "feed_forward_type": feed_forward,
        "hidden_act": "gelu",
        "hidden_size": 24,
        "intermediate_size": 40,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 8192,
        "model_type": "bert",
        "num_attention_heads": heads,
        "num_hidden_layers": 2,
        "pad_token_id": 0,
        "position_embedding_type": "alibi",
        "type_vocab_size": 2,
        "vocab_size": VOCABULARY,
    }


def fixture(name, layout, heads, feed_forward, seed):
    config = config_of(heads, feed_forward)
    model = randomise(JinaBert(config, layout), seed)
    ids, mask, types = batch(seed + 1, padding=0)
    with torch.no_grad():
        tokens, pooler = model(ids, mask, types)
    save_config(FOLDER / name, config)
    save_weights(FOLDER / name, model.state_dict())
    save_reference(
        FOLDER / name, ids=ids, attention_mask=mask, token_types=types, tokens=tokens, pooler=pooler
    )


def published():
    size = {"vocab_size": 30528, "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12}
    save_published("jina-embeddings-v2-base-en", lambda: JinaBert(config_of(12, "geglu") | size, 1))


def agrees_with_bert():
    """Embeddings and attention, without the slopes, are BERT's."""
    config = config_of(3, "geglu")
    model = randomise(JinaBert(config, 1), 7)
    sizes = ("vocab_size", "hidden_size", "num_attention_heads", "type_vocab_size")
    bert = BertModel(BertConfig(**{key: config[key] for key in sizes}, num_hidden_layers=1, max_position_embeddings=16))
    bert.load_state_dict(model.state_dict(), strict=False)
    bert.embeddings.position_embeddings.weight.data.zero_()
    bert.eval()
    ids, mask, types = batch(8, padding=0)
    bias = ((1.0 - mask) * torch.finfo(torch.float32).min)[:, None, None, :]
    seen = {}
    bert.encoder.layer[0].attention.register_forward_hook(lambda _, __, output: seen.update(attention=output[0]))
    with torch.no_grad():
        bert(input_ids=ids, attention_mask=mask, token_type_ids=types)
        ours = model.encoder.layer[0].attention(model.embeddings(ids, types), bias)
    difference = ((ours - seen["attention"]) * mask[..., None]).abs().max()
    assert difference < 1e-5, difference


def main():
    torch.set_num_threads(1)
    # 12 heads: 2^-1 ... 2^-8, then 2^-0.5, 2^-1.5, 2^-2.5, 2^-3.5.
    by_hand = [2.0**-n for n in range(1, 9)] + [2.0 ** -(n + 0.5) for n in range(4)]
    assert all(math.isclose(a, b) for a, b in zip(slopes(12), by_hand, strict=True))
    agrees_with_bert()
    fixture("first", 1, 3, "geglu", 11)
    fixture("second", 2, 4, "geglu", 13)
    fixture("reglu", 1, 6, "reglu", 15)
    published()


if __name__ == "__main__":
    main()
