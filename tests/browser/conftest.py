"""An explorer that listens at a port of this machine, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from pipeline.explorer.app import explorer
from pipeline.explorer.settings import Settings
from tests.pipeline.explorer.shown import samples_output

__all__ = ["samples_output"]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def served(output: Path) -> Iterator[str]:
    """The address of an explorer over an output, until it is let go."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    application = explorer(Settings(str(output), port=port))
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, log_level="warning", ws="none", timeout_graceful_shutdown=5)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def site(samples_output: Path) -> Iterator[str]:
    """The address of an explorer over the samples."""
    yield from served(samples_output)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window. In CI it is there; elsewhere these tests are skipped without one."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)")
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody who reads English, on a desk."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; what its console complains of (errors of scripts, what the policy refuses) fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert not complaints
