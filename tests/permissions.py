"""Permissions, for those whom they do not concern."""

import os
import shutil

import pytest


def as_somebody() -> list[str]:
    """Return what makes a command heed permissions: the superuser must give up what lets them ignore those."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("the superuser may write everywhere, and setpriv, which takes that away, is not installed")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
