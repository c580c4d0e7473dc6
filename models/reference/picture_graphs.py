"""Writes models/reference/picture_graphs: encoders as people have them in .onnx files, of several ages and layouts.

reference.safetensors holds plain pictures and, for each encoder, the embedding of the whole path: normalised in numpy,
run by the onnx package's own reference implementation, pooled and scaled to norm 1 in numpy.
electron/engine/models/graph/wrap-picture-graph.test.ts compares.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors.numpy import save_file

FOLDER = Path(__file__).parent / "picture_graphs"
HEIGHT, WIDTH, CHANNELS, PATCH = 12, 16, 6, 4
random = np.random.default_rng(5)
KERNEL = (random.standard_normal((CHANNELS, 3, PATCH, PATCH)) * 0.2).astype(np.float32)
BIAS = random.standard_normal(CHANNELS).astype(np.float32)
PICTURES = random.integers(0, 256, (2, HEIGHT, WIDTH, 3)).astype(np.uint8)
MEAN, DEVIATION = np.array([0.48, 0.45, 0.4], np.float32), np.array([0.26, 0.25, 0.28], np.float32)

CONVOLUTION = helper.make_node("Conv", ["nchw", "kernel", "bias"], ["map"], kernel_shape=[PATCH] * 2, strides=[PATCH] * 2)
SHAPE_OF = {"map": ["N", CHANNELS, 3, 4], "tokens": ["N", 12, CHANNELS], "row": ["N", CHANNELS]}


def nodes(layout: str, output: str, name: str) -> list[onnx.NodeProto]:
    first = helper.make_node("Transpose", [name], ["nchw"], perm=[0, 3, 1, 2])
    if layout == "nchw":
        first = helper.make_node("Identity", [name], ["nchw"], name="head/Cast_1")
    rest = {
        "map": [],
        "tokens": [
            helper.make_node("Reshape", ["map", "flat"], ["columns"]),
            helper.make_node("Transpose", ["columns"], ["tokens"], perm=[0, 2, 1]),
        ],
        "row": [helper.make_node("GlobalMaxPool", ["map"], ["top"]), helper.make_node("Flatten", ["top"], ["row"])],
    }
    return [first, CONVOLUTION, *rest[output]]


def model(layout: str, output: str, name: str, opset: int, ir: int, fixed: bool) -> onnx.ModelProto:
    size = [HEIGHT, WIDTH] if fixed else ["height", "width"]
    shape = ["N", 3, *size] if layout == "nchw" else ["N", *size, 3]
    constants = [numpy_helper.from_array(KERNEL, "kernel"), numpy_helper.from_array(BIAS, "bias")]
    if output == "tokens":
        constants.append(numpy_helper.from_array(np.array([0, CHANNELS, -1]), "flat"))
    inputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)]
    if ir < 4:
        inputs += [helper.make_tensor_value_info(c.name, c.data_type, c.dims) for c in constants]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, SHAPE_OF[output])]
    graph = helper.make_graph(nodes(layout, output, name), "encoder", inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=ir)
    made.metadata_props.add(key="kept", value="yes")
    onnx.checker.check_model(made)
    return made


def embedding(made: onnx.ModelProto, layout: str, pooling: str, reverse: bool) -> np.ndarray:
    pixels = PICTURES[..., ::-1] if reverse else PICTURES
    pixels = (pixels.astype(np.float32) / 255 - MEAN) / DEVIATION
    if layout == "nchw":
        pixels = pixels.transpose(0, 3, 1, 2)
    (features,) = ReferenceEvaluator(made).run(None, {made.graph.input[0].name: pixels})
    if pooling == "cls":
        features = features[:, 0]
    elif pooling == "mean":
        features = features.mean((2, 3)) if features.ndim == 4 else features.mean(1)
    # safetensors writes the bytes of an array as they lie.
    return np.ascontiguousarray(features / np.linalg.norm(features, axis=1, keepdims=True), np.float32)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    reference = {"pictures": PICTURES.astype(np.float32)}
    variants = {
        # name: layout, output, name of the input, operator set, IR version, fixed size, poolings, blue first
        "row": ("nchw", "row", "pixels", 17, 8, True, ["none"], False),
        "map": ("nhwc", "map", "image", 20, 9, False, ["mean"], True),
        "tokens": ("nchw", "tokens", "pixel_values", 13, 7, False, ["cls", "mean"], False),
        "old": ("nchw", "row", "data", 9, 3, True, ["none"], True),
    }
    for name, (layout, output, port, opset, ir, fixed, poolings, reverse) in variants.items():
        made = model(layout, output, port, opset, ir, fixed)
        for pooling in poolings:
            reference[f"{name}.{pooling}"] = embedding(made, layout, pooling, reverse)
        if name == "row":
            onnx.save(made, FOLDER / f"{name}.onnx", save_as_external_data=True, location="row.weights", size_threshold=0)
        else:
            onnx.save(made, FOLDER / f"{name}.onnx")
    save_file(reference, FOLDER / "reference.safetensors")


main()
