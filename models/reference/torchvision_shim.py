"""Lets torchvision's Python code be imported beside a CPU build of PyTorch that its compiled operators do not fit.

Import this before timm, torchvision or transformers. Nothing here uses the operators (nms, roi_align and the like);
torchvision only insists on knowing their names.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import torch


def _operator_names() -> set[str]:
    # find_spec of a submodule would import the package, which is what fails.
    package = Path(find_spec("torchvision").origin).parent
    source = (package / "_meta_registrations.py").read_text()
    return {"nms", *re.findall(r'register_meta\("(\w+)"', source), *re.findall(r'torchvision::(\w+)"', source)}


_library = torch.library.Library("torchvision", "DEF")
for _name in sorted(_operator_names()):
    _library.define(f"{_name}(Tensor input) -> Tensor")
