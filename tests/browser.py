"""Headless Chromium, driven over a pipe by the DevTools protocol: no package, no port, no download.

Chromium is found on PATH, or named by the environment variable CHROMIUM.
"""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-default-apps", "--disable-extensions", "--mute-audio", "--remote-debugging-pipe"),
)
LONGEST_ANSWER = 60.0  # seconds


def find_browser() -> str | None:
    """The path of Chromium or Chrome, or None if there is none on this machine."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for found in map(shutil.which, NAMES) if found), None)


class Browser:
    """A running browser; use it in a `with` statement."""

    def __init__(self, path: str) -> None:
        self.profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        to_browser, self.commands = os.pipe()
        self.answers, from_browser = os.pipe()
        # The protocol wants the pipe at descriptors 3 and 4; a shell puts it there, whatever numbers it has here.
        command = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, path, *FLAGS, f"--user-data-dir={self.profile.name}"],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": self.profile.name},
        )
        os.close(to_browser)
        os.close(from_browser)
        self.count = 0
        self.received = b""
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> "Browser":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.commands)
        os.close(self.answers)
        self.profile.cleanup()

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The answer of the browser to a command; what happens meanwhile is kept in `events`."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        os.write(self.commands, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        deadline = time.monotonic() + LONGEST_ANSWER
        while True:
            answer = self._next(deadline)
            if answer.get("id") != self.count:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def _next(self, deadline: float) -> dict[str, Any]:
        import select

        while b"\0" not in self.received:
            ready, _, _ = select.select([self.answers], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError(f"the browser did not answer within {LONGEST_ANSWER:.0f} seconds")
            chunk = os.read(self.answers, 1 << 20)
            if not chunk:
                raise RuntimeError(f"the browser has ended, with status {self.process.poll()}")
            self.received += chunk
        message, _, self.received = self.received.partition(b"\0")
        return json.loads(message)

    def wait_for(self, session: str, method: str) -> None:
        """Returns when the event has happened (it may have happened already)."""
        deadline = time.monotonic() + LONGEST_ANSWER
        while not any(event.get("method") == method and event.get("sessionId") == session for event in self.events):
            self.events.append(self._next(deadline))

    def open(self, path: Path, width: int = 1280, height: int = 900) -> "Page":
        """The page of the file, loaded and its fonts ready, in a window of that size."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        for domain in ("Page", "Network", "Runtime", "Log", "DOM", "CSS"):
            page.call(f"{domain}.enable")
        page.resize(width, height)
        self.events.clear()
        page.call("Page.navigate", url=path.resolve().as_uri())
        self.wait_for(session, "Page.loadEventFired")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page


class Page:
    """One open page."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self.browser, self.session, self.target = browser, session, target

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self.browser.call(method, self.session, **parameters)

    def close(self) -> None:
        self.browser.call("Target.closeTarget", targetId=self.target)

    def resize(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression in the page; a promise's value, if it is one."""
        answer = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def screenshot(self, path: Path, whole: bool = False) -> None:
        """A PNG of the window, or of the whole page."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(answer["data"]))

    def _events(self, method: str) -> list[dict[str, Any]]:
        self.evaluate("true")  # what has happened so far has now arrived
        return [
            event["params"]
            for event in self.browser.events
            if event.get("method") == method and event.get("sessionId") == self.session
        ]

    def requests(self) -> list[str]:
        """The addresses that the page asked for, the page itself and what lies inside it (data:) included."""
        return [event["request"]["url"] for event in self._events("Network.requestWillBeSent")]

    def complaints(self) -> list[str]:
        """What the console shows: errors and warnings of the page, of its scripts and of the browser."""
        logged = [e["entry"]["text"] for e in self._events("Log.entryAdded") if e["entry"]["level"] != "info"]
        thrown = [e["exceptionDetails"]["text"] for e in self._events("Runtime.exceptionThrown")]
        printed = [
            str(e["args"]) for e in self._events("Runtime.consoleAPICalled") if e["type"] in {"error", "warning"}
        ]
        return logged + thrown + printed

    def foreign_fonts(self) -> dict[str, list[str]]:
        """The fonts of the machine (not of the page) that draw any text of the page, each with the texts it draws."""
        self.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; }) ?? true")
        root = self.call("DOM.getDocument", depth=-1)["root"]
        found: dict[str, list[str]] = {}
        for node, text in _text_holders(root):
            for font in self.call("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]:
                if not font["isCustomFont"]:
                    found.setdefault(font["familyName"], []).append(text)
        return found


def _text_holders(node: dict[str, Any]) -> list[tuple[int, str]]:
    """The elements below `node` that hold text of their own, with that text."""
    if node["nodeName"] in {"STYLE", "SCRIPT", "HEAD"}:
        return []
    children = node.get("children", [])
    text = "".join(child["nodeValue"] for child in children if child["nodeName"] == "#text").strip()
    below = [holder for child in children for holder in _text_holders(child)]
    return ([(node["nodeId"], text)] if text else []) + below
