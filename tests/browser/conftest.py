"""One real browser for each file of tests, with nothing of anybody in it, and what it asked the world for."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESK = 390, 1200


@dataclass(frozen=True)
class Browser:
    """Chromium on files of one folder."""

    driver: webdriver.Chrome
    folder: Path

    def shows(self, page: str, *, width: int = PHONE, name: str = "page.html") -> None:
        """Put a page into a file and open it."""
        self.tells()
        self.asks("Emulation.setDeviceMetricsOverride", width=width, height=844, deviceScaleFactor=1, mobile=True)
        path = self.folder / name
        path.write_text(page, "utf-8")
        self.driver.get(path.as_uri())

    def asks(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Give Chromium a command of its developer tools."""
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(command, parameters)
        return answer

    def runs(self, script: str) -> Any:
        """Run a script from outside, which no policy of a page keeps out, and return its value."""
        return self.driver.execute_script(script)

    def types(self, words: str) -> None:
        """Type words where the page asks for them, and press enter."""
        field = self.driver.find_element("id", "words")
        field.clear()
        field.send_keys(words + "\n")

    @property
    def words(self) -> str:
        """What a person can read."""
        return str(self.runs("return document.body.innerText"))

    def waits_for(self, words: str) -> None:
        """Wait until a person can read these words."""
        WebDriverWait(self.driver, 20, 0.02).until(lambda _: words in self.words, f"“{words}” never came")

    def logged(self, kind: str) -> list[dict[str, Any]]:
        """Return what Chromium has logged since this was called last."""
        lines: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return lines

    def tells(self) -> list[str]:
        """Return the addresses that were asked for since this was called last, without those a policy stopped."""
        asked = {}
        for line in self.logged("performance"):
            event = json.loads(line["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                asked[event["params"]["requestId"]] = str(event["params"]["request"]["url"])
            elif event["method"] == "Network.loadingFailed" and event["params"].get("blockedReason") == "csp":
                asked.pop(event["params"]["requestId"], None)
        return list(asked.values())


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that starts empty and ends with its tests."""
    program = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    driver_path = shutil.which("chromedriver")
    missing = [name for name, found in (("Chromium", program), ("chromedriver", driver_path)) if not found]
    if missing:
        pytest.skip(
            f"{' and '.join(missing)} not found: pages are not looked at in a browser "
            "(Debian: apt install chromium chromium-driver)"
        )
    assert program
    folder = tmp_path_factory.mktemp("browser")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", f"--crash-dumps-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    home = os.environ.get("HOME")
    os.environ["HOME"] = str(folder)  # it would put files of its own into the person's
    try:
        driver = webdriver.Chrome(options=options, service=Service(driver_path))
    finally:
        if home is None:
            del os.environ["HOME"]
        else:
            os.environ["HOME"] = home
    try:
        yield Browser(driver, folder)
    finally:
        with suppress(WebDriverException):  # it ended before
            driver.quit()
