"""SIGTERM inside is an exception, outside what it was."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from pipeline.upkeep.terminated import Terminated, terminable


def send() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process that is sent SIGTERM at once")
def test_the_first_ends_what_goes_on_and_others_do_not_disturb_the_end() -> None:
    before = signal.getsignal(signal.SIGTERM)
    ended = []

    def work() -> None:
        with terminable():
            try:
                send()
                ended.append("never reached: the signal is handled at once")
            finally:
                send()
                ended.append("orderly")

    with pytest.raises(Terminated):
        work()
    assert ended == ["orderly"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_who_keeps_what_is_done_on_an_interrupt_keeps_it_on_this() -> None:
    assert issubclass(Terminated, KeyboardInterrupt)


def test_in_another_thread_nothing_is_changed() -> None:
    before, seen = signal.getsignal(signal.SIGTERM), []

    def look() -> None:
        with terminable():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [before]
