"""What the server of workers imports before it forks any: everything that they share.

A server that is not fit to be forked from ends, and workers are started afresh instead.
"""

from __future__ import annotations

import os

from pipeline.running.warm import threads, warm_up

PID = os.getpid()
"""Of the server, known to the workers that are forked from it."""

warm_up()
if threads() != 1:
    raise SystemExit("a library has started a thread")
