"""A headless Chromium without network, for tests that look at a page as a reader would."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip


def missing() -> str:
    """What keeps the browser from running; empty where everything is there."""
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        return "there is no chromium with chromedriver (Debian: chromium, chromium-driver)"
    try:
        import selenium  # noqa: F401  (only whether it is there)
    except ImportError:
        return "selenium is not installed"
    return ""


class Page:
    """One page in the browser."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def open(self, path: Path, width: int, height: int = 844, phone: bool = False) -> None:
        """Shows a file in a window of some width, in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self._driver.get(path.as_uri())

    def ask(self, script: str) -> Any:
        """What a JavaScript expression gives on the page."""
        return self._driver.execute_script(f"return {script}")

    def picture(self, width: int, height: int) -> bytes:
        """The top of the page as PNG."""
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        told = self._driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        return base64.b64decode(told["data"])

    def paper(self) -> bytes:
        """The page printed on A4, as PDF."""
        told = self._driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
        return base64.b64decode(told["data"])


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A browser with a new profile in a folder of the test's own."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield Page(driver)
    finally:
        driver.quit()
