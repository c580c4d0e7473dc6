"""Writes models/reference/graph: one tiny graph as Python's `onnx` package serialises it, and what it computes.

electron/engine/models/graph/graph-builder.test.ts builds the same graph and expects the same bytes.
"""

import struct
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

FOLDER = Path(__file__).parent / "graph"


def external(name: str, data_type: int, shape: list[int], offset: int, length: int) -> TensorProto:
    tensor = TensorProto(name=name, data_type=data_type, dims=shape, data_location=TensorProto.EXTERNAL)
    for key, value in (("location", "weights.safetensors"), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    nodes = [
        helper.make_node("Cast", ["fc.weight"], ["Cast_1"], name="Cast_1", to=1),
        helper.make_node("MatMul", ["pixels", "Cast_1"], ["MatMul_1"], name="MatMul_1"),
        helper.make_node("LeakyRelu", ["MatMul_1"], ["LeakyRelu_1"], name="LeakyRelu_1", alpha=0.25),
        helper.make_node("Clip", ["LeakyRelu_1", "", "constant_1"], ["Clip_1"], name="Clip_1"),
        helper.make_node("Unsqueeze", ["Clip_1", "constant_2"], ["Unsqueeze_1"], name="Unsqueeze_1"),
        helper.make_node("Transpose", ["Unsqueeze_1"], ["Transpose_1"], name="Transpose_1", perm=[0, 2, 1]),
        helper.make_node("Identity", ["Transpose_1"], ["embedding"], name="embedding"),
    ]
    initialisers = [
        helper.make_tensor("constant_1", TensorProto.FLOAT, [], struct.pack("<f", 6.5), raw=True),
        helper.make_tensor("constant_2", TensorProto.INT64, [1], struct.pack("<q", -1), raw=True),
        external("fc.weight", TensorProto.FLOAT16, [2, 3], 80, 12),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["N", 2])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["N", 1, 3])],
        initialisers,
    )
    model = helper.make_model(
        graph, producer_name="doublet", opset_imports=[helper.make_opsetid("", 17)], ir_version=8
    )
    header = b'{"fc.weight":{"dtype":"F16","shape":[2,3],"data_offsets":[0,12]}}'.ljust(72)
    assert len(header) % 8 == 0, len(header)
    numbers = np.array([[1, 2, 3], [-1, 0.5, 8]], "<f2").tobytes()
    (FOLDER / "weights.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + numbers)
    (FOLDER / "tiny.onnx").write_bytes(model.SerializeToString(deterministic=True))
    onnx.checker.check_model(str(FOLDER / "tiny.onnx"), full_check=True)


main()
