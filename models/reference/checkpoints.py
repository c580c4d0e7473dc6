"""Writes the checkpoints that the tests of electron/engine/models/weights read, with PyTorch's own `torch.save`.

`reference.safetensors` holds what each file must give, under "FILE/KEY", as safetensors' own library writes it;
`half-floats.json` the SHA-256 of all 65,536 half floats as numpy widens them. The hostile files are made so that
`torch.load(..., weights_only=False)` would run what they carry. Nothing here loads them.
"""

import argparse
import builtins
import collections
import hashlib
import io
import json
import os
import pickle
import zipfile
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file
from torch import nn

FOLDER = Path(__file__).parent / "checkpoints"
SHARDS = FOLDER / "shards"
expected: dict[str, torch.Tensor] = {}


def small_model() -> nn.Module:
    model = nn.Sequential(
        collections.OrderedDict(
            stem=nn.Conv2d(3, 4, 3), norm=nn.BatchNorm2d(4), head=nn.Linear(4, 2)
        )
    )
    for name, buffer in model.named_buffers():
        if buffer.is_floating_point():
            buffer.uniform_(0.5, 1.5)
        else:
            buffer.fill_(7)
    return model


def expect(file: str, tensors: dict[str, torch.Tensor]) -> None:
    for key, tensor in tensors.items():
        expected[f"{file}/{key}"] = tensor.detach().clone().contiguous()


def save(file: str, content: object, tensors: dict[str, torch.Tensor] | None = None, protocol: int = 2) -> None:
    torch.save(content, FOLDER / file, pickle_protocol=protocol)
    if tensors is not None:
        expect(file, tensors)


def ordinary() -> None:
    model = small_model()
    for protocol in (2, 3, 4, 5):
        save(f"plain-{protocol}.pth", model.state_dict(), model.state_dict(), protocol)
    optimizer = torch.optim.AdamW(model.parameters())
    model.head(model.norm(model.stem(torch.randn(2, 3, 3, 3))).flatten(1)).sum().backward()
    optimizer.step()
    schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, [2, 4])
    state = model.state_dict()
    for protocol in (2, 4):
        save(
            f"training-{protocol}.pth",
            {
                "epoch": 3,
                "loss": 0.25,
                "steps": 2**70,
                "classes": ["hat", "dress"],
                "done": False,
                "note": None,
                "seen": {1, 2},
                "frozen": frozenset({"a"}),
                "key": b"\x00\xff",
                "size": torch.Size([2, 3]),
                "optimizer_state_dict": optimizer.state_dict(),
                "scheduler": {k: v for k, v in schedule.state_dict().items() if not k.startswith("_")},
                "rng": torch.get_rng_state(),
                "model_state_dict": {f"module.{k}": v for k, v in state.items()},
            },
            state,
            protocol,
        )


def types() -> None:
    numbers = torch.tensor([[0.0, 1.5, -2.0], [3.25, 65504.0, -0.0]])
    tensors = {str(t).removeprefix("torch."): numbers.to(t) for t in (torch.float64, torch.float32, torch.float16, torch.bfloat16)}
    for t in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8):
        tensors[str(t).removeprefix("torch.")] = torch.tensor([[1, 2, 3], [4, 5, 100]], dtype=t)
    tensors["bool"] = torch.tensor([[True, False, True], [False, False, True]])
    save("types.pth", tensors, tensors)


def views() -> None:
    base = torch.arange(60, dtype=torch.float32).reshape(3, 4, 5)
    tensors = {
        "base": base,
        "tied": base,
        "transposed": base.permute(2, 0, 1),
        "slice": base[1:, 1:3],
        "every-second": base[:, ::2, 1::2],
        "row": base[2],
        "expanded": base[0, 0].expand(3, 5),
        "number": base[1, 2, 3],
        "empty": base[:, :0],
        "channels-last": torch.arange(96, dtype=torch.float16).reshape(2, 3, 4, 4).to(memory_format=torch.channels_last),
        "one-wide": torch.arange(4, dtype=torch.int64).reshape(4, 1).t(),
    }
    save("views.pth", tensors, tensors)


def wrapped() -> None:
    model = small_model()
    state = model.state_dict()
    compiled = torch.compile(model).state_dict()
    assert all(key.startswith("_orig_mod.") for key in compiled)
    save("compiled.pth", compiled, state)
    save("wrapped.pth", {"state_dict": {f"module.{key}": value for key, value in compiled.items()}}, state)
    averaged = torch.optim.swa_utils.AveragedModel(model)
    save("averaged.pth", averaged.state_dict(), {"n_averaged": averaged.n_averaged, **state})
    weight, noted, view = nn.Parameter(torch.randn(2, 3)), nn.Parameter(torch.randn(4)), torch.randn(3)
    noted.skip_decay = True
    view.note = "a tensor with an attribute of its own"
    parameters = {"weight": weight, "noted": noted, "view": view}
    save("parameter.pth", parameters, parameters)


def sharded() -> None:
    SHARDS.mkdir(exist_ok=True)
    state = small_model().state_dict()
    halves = [dict(list(state.items())[:3]), dict(list(state.items())[3:])]
    weight_maps: tuple[dict, dict] = ({}, {})
    for n, half in enumerate(halves, 1):
        name = f"-0000{n}-of-00002"
        save_file(half, SHARDS / f"model{name}.safetensors", metadata={"format": "pt"})
        torch.save(half, SHARDS / f"pytorch_model{name}.bin")
        for key in half:
            weight_maps[0][key], weight_maps[1][key] = f"model{name}.safetensors", f"pytorch_model{name}.bin"
    for name, weight_map in zip(("model.safetensors", "pytorch_model.bin"), weight_maps, strict=True):
        index = {"metadata": {"total_size": sum(t.nbytes for t in state.values())}, "weight_map": weight_map}
        (SHARDS / f"{name}.index.json").write_text(json.dumps(index, indent=1))
    expect("shards", state)


def refused() -> None:
    model = nn.Linear(2, 2)
    weights = model.state_dict()
    torch.save(weights, FOLDER / "legacy.pth", _use_new_zipfile_serialization=False)
    torch.jit.trace(model, torch.zeros(1, 2)).save(FOLDER / "torchscript.pt")
    save("whole-module.pth", model)
    save("namespace.pth", {"model": weights, "args": argparse.Namespace(lr=0.1)})
    save("numpy-scalar.pth", {"best": numpy.float64(0.5), "model": weights})
    save("complex.pth", {"phase": torch.zeros(2, dtype=torch.complex64)})
    save("float8.pth", {"weight": torch.zeros(2).to(torch.float8_e4m3fn)})
    save("sparse.pth", {"weight": torch.eye(2).to_sparse()})
    save("negated.pth", {"weight": torch.complex(torch.ones(2), torch.ones(2)).conj().imag})
    rewrite("plain-2.pth", "big-endian.pth", {"plain-2/byteorder": b"big"})
    whole = (FOLDER / "plain-2.pth").read_bytes()
    (FOLDER / "truncated.pth").write_bytes(whole[: len(whole) // 2])


class Hostile:
    """What torch.load calls when it reads one of these back."""

    def __init__(self, call: object, *arguments: object) -> None:
        self.reduced = (call, arguments)

    def __reduce__(self) -> tuple:
        return self.reduced


def hostile() -> None:
    """The tests run in a folder of their own and look whether the file `marker` appears in it."""
    make_marker = "open('marker', 'w').close()"
    weights = nn.Linear(2, 2).state_dict()
    for protocol in (2, 4):
        save(f"os-system-{protocol}.pth", {"model": weights, "callback": Hostile(os.system, "touch marker")}, None, protocol)
    save("eval.pth", Hostile(builtins.eval, make_marker))
    save("exec.pth", {"weight": [Hostile(builtins.exec, make_marker)]})
    save("load-from-bytes.pth", {"model": Hostile(torch.storage._load_from_bytes, pickled(Hostile(os.system, "touch marker")))})
    save("class.pth", {"model": weights, "optimizer": torch.optim.SGD})
    instance = b"(X\x0c\x00\x00\x00touch markerios\nsystem\n."
    rewrite("plain-2.pth", "inst.pth", {"plain-2/data.pkl": instance})
    memo = b"\x80\x04N" + b"\x94" * 1_000_000 + b"."
    rewrite("plain-2.pth", "memo.pth", {"plain-2/data.pkl": memo}, zipfile.ZIP_DEFLATED, shrink=True)
    bomb = {"plain-2/data/0": bytes(32 * 2**20)}
    rewrite("plain-2.pth", "bomb.pth", bomb, zipfile.ZIP_DEFLATED, shrink=True)
    rewrite("plain-2.pth", "deflated.pth", {}, zipfile.ZIP_DEFLATED)
    expect("deflated.pth", torch.load(FOLDER / "plain-2.pth", weights_only=True))


def pickled(value: object) -> bytes:
    buffer = io.BytesIO()
    pickle.dump(value, buffer, protocol=2)
    return buffer.getvalue()


def rewrite(source: str, target: str, changes: dict[str, bytes], method: int = zipfile.ZIP_STORED, shrink: bool = False) -> None:
    """Copies a checkpoint with some entries' bytes replaced; `shrink` leaves the storages out that are not."""
    with zipfile.ZipFile(FOLDER / source) as old, zipfile.ZipFile(FOLDER / target, "w", method) as new:
        for name in old.namelist():
            if name in changes or not (shrink and "/data/" in name):
                new.writestr(zipfile.ZipInfo(name), changes.get(name, old.read(name)), method, 9)


def half_floats() -> None:
    bits = numpy.arange(65536, dtype=numpy.uint16)
    halves = bits.view(numpy.float16).astype(numpy.float32)
    brain = (bits.astype(numpy.uint32) << 16).view(numpy.float32)
    assert numpy.array_equal(brain, torch.from_numpy(bits.view(numpy.int16)).view(torch.bfloat16).float().numpy(), equal_nan=True)
    hashes = {}
    for name, numbers in (("F16", halves), ("BF16", brain)):
        # Not every processor keeps the bits of a NaN.
        hashes[name] = hashlib.sha256(numpy.where(numpy.isnan(numbers), numpy.float32(12345), numbers).tobytes()).hexdigest()
    (FOLDER / "half-floats.json").write_text(json.dumps(hashes, indent=1) + "\n")


if __name__ == "__main__":
    torch.manual_seed(3)
    torch.set_num_threads(1)
    FOLDER.mkdir(exist_ok=True)
    for part in (ordinary, types, views, wrapped, sharded, refused, hostile, half_floats):
        part()
    save_file(expected, FOLDER / "reference.safetensors", metadata={"format": "pt"})
