"""The command itself, importable where it is not installed.

`MINGZHANG_LEASE` is how many seconds a lease of an object store lasts here: whoever is killed leaves one.
"""

import os

from pipeline.cli import main
from pipeline.storage import locks

locks.LEASE_SECONDS = float(os.environ.get("MINGZHANG_LEASE", locks.LEASE_SECONDS))

if __name__ == "__main__":
    main()
