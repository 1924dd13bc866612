"""What arrays of numbers are called: whole numbers of any width, truth values, bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
Octets = NDArray[np.uint8]
