"""The model as an ONNX graph: a BERT encoder whose matrices are multiplied in eight bits.

Each token is rounded by a scale of its own, so that what comes out for a text does not depend on what else is in the
batch; onnxruntime's own dynamic quantisation has one scale for the whole batch, and moves a text's vector by .01 with
the texts around it. Normalising is written out: the operator for it is one plain loop, and took a fifth of the time.
"""

from typing import Any, Final

import numpy as np

from filrouge.build.e5.weights import Weights

OPERATORS: Final = 18
_FORMAT: Final = 9
_CONTRIBUTED: Final = "com.microsoft"
_MOST: Final = 127  # the largest number of eight bits with a sign
_SHIFT: Final = 128  # where 0 lies in eight bits without one


def graph(weights: Weights) -> bytes:
    """Return the graph: `x`, float32 (texts, tokens, width) → `mean`, float32 (texts, width)."""
    from onnx import TensorProto, helper

    made = _Graph(weights)
    made.encode()
    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["texts", "tokens", weights.width])
    result = helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["texts", weights.width])
    whole = helper.make_graph(made.nodes, "e5", [given], [result], made.constants)
    versions = [helper.make_opsetid("", OPERATORS), helper.make_opsetid(_CONTRIBUTED, 1)]
    data: bytes = helper.make_model(whole, opset_imports=versions, ir_version=_FORMAT).SerializeToString()
    return data


class _Graph:
    """Nodes and constants of the graph, in the making."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.constant("last", np.array([-1], np.int64))
        self.constant("second", np.array([1], np.int64))
        self.constant("flat", np.array([-1, weights.width], np.int64))
        self.constant("least", np.array(1e-12, np.float32))
        self.constant("epsilon", np.array(weights.epsilon, np.float32))
        self.constant("per_width", np.array(1 / weights.width, np.float32))
        self.constant("per_step", np.array(1 / _MOST, np.float32))
        self.constant("shift", np.array(_SHIFT, np.uint8))
        self.constant("one", np.array(1, np.float32))

    def constant(self, name: str, value: np.ndarray[Any, Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, operator: str, inputs: list[str], name: str, domain: str = "", **settings: Any) -> str:
        from onnx import helper

        self.nodes.append(helper.make_node(operator, inputs, [name], domain=domain, **settings))
        return name

    def encode(self) -> None:
        weights = self.weights
        shape = self.node("Shape", ["x"], "shape")
        x = self.normal(self.node("Reshape", ["x", "flat"], "x.flat"), "emb.ln")
        for number in range(weights.layers):
            layer = f"l{number}"
            rounded = self.rounded(x, f"{layer}.x")
            heads = []
            for part in "qkv":
                found = self.product(rounded, f"{layer}.{part}", weights.width, weights.width)
                heads.append(self.node("Reshape", [found, "shape"], f"{found}.texts"))
            bias = self.constant(f"{layer}.qkv.b", np.concatenate([weights.plain(f"{layer}.{p}.b") for p in "qkv"]))
            seen = self.node(
                "MultiHeadAttention", [*heads, bias], f"{layer}.seen", _CONTRIBUTED, num_heads=weights.heads
            )
            seen = self.node("Reshape", [seen, "flat"], f"{layer}.seen.flat")
            x = self.added(x, self.rounded(seen, f"{layer}.seen"), f"{layer}.ao", weights.width, f"{layer}.aln")
            inner = self.product(self.rounded(x, f"{layer}.fi"), f"{layer}.fi", weights.inner, weights.width)
            bias = self.constant(f"{layer}.fi.b", weights.plain(f"{layer}.fi.b"))
            inner = self.node("BiasGelu", [inner, bias], f"{layer}.gelu", _CONTRIBUTED)
            x = self.added(x, self.rounded(inner, f"{layer}.gelu"), f"{layer}.fo", weights.inner, f"{layer}.oln")
        self.node("ReduceMean", [self.node("Reshape", [x, shape], "x.texts"), "second"], "mean", keepdims=0)

    def rounded(self, x: str, name: str) -> tuple[str, str]:
        """Eight bits of each number, and the scale of each token."""
        high = self.node("ReduceMax", [x, "last"], f"{name}.high", keepdims=1)
        low = self.node("Neg", [self.node("ReduceMin", [x, "last"], f"{name}.min", keepdims=1)], f"{name}.low")
        largest = self.node("Max", [high, low, "least"], f"{name}.largest")
        scale = self.node("Mul", [largest, "per_step"], f"{name}.scale")
        scales = self.node("Squeeze", [scale, "last"], f"{name}.scales")
        shifts = self.node("Expand", ["shift", self.node("Shape", [scales], f"{name}.tokens")], f"{name}.shifts")
        return self.node("QuantizeLinear", [x, scales, shifts], f"{name}.rounded", axis=0), scale

    def product(self, rounded: tuple[str, str], name: str, rows: int, columns: int) -> str:
        """The product with a matrix; its bias is yet to be added."""
        whole = self.weights.matrix(f"{name}.w", rows, columns)
        steps = np.abs(whole).max(axis=1) / _MOST
        matrix = self.constant(f"{name}.w", np.round(whole / steps[:, None]).astype(np.int8).T)
        scale = self.constant(f"{name}.steps", steps.astype(np.float32))
        inputs = [rounded[0], matrix, "one", scale, "shift"]
        found = self.node("MatMulIntegerToFloat", inputs, f"{name}.unscaled", _CONTRIBUTED)
        return self.node("Mul", [found, rounded[1]], f"{name}.product")

    def added(self, x: str, rounded: tuple[str, str], name: str, columns: int, norm: str) -> str:
        """What is there and the product of what is new, normalised."""
        found = self.product(rounded, name, self.weights.width, columns)
        bias = self.constant(f"{name}.b", self.weights.plain(f"{name}.b"))
        total = self.node("Add", [self.node("Add", [x, found], f"{name}.sum"), bias], f"{name}.total")
        return self.normal(total, norm)

    def normal(self, x: str, name: str) -> str:
        """Each token at mean 0 and variance 1, then scaled and moved."""
        mean = self.node("ReduceMean", [x, "last"], f"{name}.mean", keepdims=1)
        away = self.node("Sub", [x, mean], f"{name}.away")
        squares = self.node("ReduceSumSquare", [away, "last"], f"{name}.squares", keepdims=1)
        variance = self.node("Mul", [squares, "per_width"], f"{name}.variance")
        width = self.node("Sqrt", [self.node("Add", [variance, "epsilon"], f"{name}.positive")], f"{name}.width")
        even = self.node("Div", [away, width], f"{name}.even")
        scale = self.constant(f"{name}.w", self.weights.plain(f"{name}.w"))
        moved = self.constant(f"{name}.b", self.weights.plain(f"{name}.b"))
        return self.node("Add", [self.node("Mul", [even, scale], f"{name}.scaled"), moved], f"{name}.done")
