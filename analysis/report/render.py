"""A notebook, run from nothing, as one HTML page that needs no server, no network and no font of the reader's."""

import asyncio
import os
import re
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mistune
import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

from analysis.report.layout import fill, sanitised, whole_page

LONGEST_CELL = 600  # seconds; a cell that needs more belongs into the build

# Charts for screens with twice the dots; ids and dates that don't change from run to run.
KERNEL_SETTINGS = 'c.InlineBackend.figure_formats = {"retina"}\n'
# Kernels run side by side: threads of their linear algebra would only wait for each other, and add up in another order
# on a machine with more cores.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
FIXED = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "TZ": "UTC", "SOURCE_DATE_EPOCH": "0"} | ONE_THREAD

STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=[\"_ ])")
STYLER_SHEET = re.compile(r"<style\b.*?</style>", re.DOTALL)
TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(notebook: Path, *, workdir: Path, environment: Mapping[str, str]) -> NotebookNode:
    """The notebook with the outputs of a fresh kernel of this very Python, started in `workdir`.

    `environment` is laid over the environment of this process. The reader's IPython start-up files and kernels play no
    part, and two runs give equal notebooks. Raises ValueError naming notebook and cell if a cell fails, takes more than
    ten minutes, or prints to standard error (a warning in a report is a fault in a report).
    """
    node = nbformat.read(notebook, as_version=4)
    _forget_outputs(node)
    begun: list[int] = []
    with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
        client = NotebookClient(
            node,
            km=_kernel_manager(Path(folder)),
            timeout=LONGEST_CELL,
            record_timing=False,
            on_cell_start=lambda cell, cell_index: begun.append(cell_index),
            resources={"metadata": {"path": str(workdir)}},
        )
        try:
            # A loop of its own, so that notebooks can run side by side in threads.
            asyncio.run(client.async_execute(cleanup_kc=True, env=_kernel_environment(environment, Path(folder))))
        except CellExecutionError as error:
            raise ValueError(_fault(notebook, node, begun, f"{error.ename}: {error.evalue}")) from error
        except (CellTimeoutError, DeadKernelError) as error:
            raise ValueError(_fault(notebook, node, begun, str(error).splitlines()[0])) from error
    _refuse_warnings(notebook, node)
    _forget_chance(node)
    return node


def _kernel_manager(folder: Path) -> Any:
    """Starts a kernel of this Python, whatever kernels are installed, over sockets in `folder`, not the network."""
    return AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        transport="tcp" if sys.platform == "win32" else "ipc",
        connection_file=str(folder / "kernel.json"),
    )


def _kernel_environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    profile = folder / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text(KERNEL_SETTINGS, encoding="utf-8")
    # Without MPLBACKEND the kernel shows figures inside the notebook, which is what it is for.
    inherited = {name: value for name, value in os.environ.items() if name not in {"MPLBACKEND", "PYTHONWARNINGS"}}
    return inherited | {"IPYTHONDIR": str(folder / "ipython")} | FIXED | dict(environment)


def _fault(notebook: Path, node: NotebookNode, begun: list[int], what: str) -> str:
    """What went wrong, with the notebook, the cell (the first one is cell 1) and the cell's code."""
    if not begun:
        return f"{notebook.name}: {what}"
    code = node.cells[begun[-1]].source
    return f"{notebook.name}, cell {begun[-1] + 1}: {what}\n" + "\n".join("    " + line for line in code.splitlines())


def _refuse_warnings(notebook: Path, node: NotebookNode) -> None:
    for place, cell in enumerate(node.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise ValueError(_fault(notebook, node, [place], f"printed to standard error: {output.text.strip()}"))


def _forget_outputs(node: NotebookNode) -> None:
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


def _forget_chance(node: NotebookNode) -> None:
    """Takes out what differs between two runs: ids of cells and tables, the version of Python."""
    node.metadata = NotebookNode(
        {"kernelspec": node.metadata.get("kernelspec", {}), "language_info": {"name": "python"}}
    )
    tables: dict[str, str] = {}
    for place, cell in enumerate(node.cells):
        cell.id = f"cell-{place + 1}"
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html")
            if html is not None:
                output.data["text/html"] = STYLER_ID.sub(
                    lambda found: tables.setdefault(found[0], f"T_{len(tables) + 1:05x}"), html
                )


def page(notebook_node: NotebookNode, title: str, *, home: str = "index.html") -> str:
    """The whole HTML page of an executed notebook: code folded, tables to sort and copy, fonts and images inside.

    `home` is the address of the index, relative to the page. HTML in outputs is sanitised: what is no table, text or
    image is shown as the characters it consists of. Raises ValueError if the fonts lack a character of the page.
    """
    parts = [part for cell in notebook_node.cells for part in _cell_parts(cell)]
    return whole_page(fill("notebook.html.j2", parts=parts, home=home), title)


def _cell_parts(cell: NotebookNode) -> list[dict[str, str]]:
    """What a cell shows, in order, each part with its kind and its content."""
    if cell.cell_type == "markdown":
        return [{"kind": "prose", "content": _markdown(cell.source)}]
    if cell.cell_type != "code" or not cell.source.strip():
        return []
    parts = [{"kind": "code", "content": _highlighted(cell.source)}]
    return parts + [part for output in cell.outputs for part in _output_parts(output)]


def _output_parts(output: NotebookNode) -> list[dict[str, str]]:
    """What an output shows: a picture before a table before Markdown before plain text, as notebooks do."""
    if output.output_type == "stream":
        return [{"kind": "plain", "content": TERMINAL_COLOUR.sub("", output.text)}]
    data, metadata = output.get("data", {}), output.get("metadata", {})
    for kind in ("image/png", "image/svg+xml", "image/jpeg"):
        if kind in data:
            described = metadata.get(kind, {})
            return [_image(kind, data[kind], described.get("alt") or metadata.get("alt") or "", described.get("width"))]
    if "text/html" in data:
        return [{"kind": "table", "content": sanitised(STYLER_SHEET.sub("", data["text/html"]))}]
    if "text/markdown" in data:
        return [{"kind": "prose", "content": _markdown(data["text/markdown"])}]
    return [{"kind": "plain", "content": data["text/plain"]}] if "text/plain" in data else []


def _image(kind: str, content: str, alt: str, width: int | None) -> dict[str, str]:
    encoded = b64encode(content.encode()).decode() if kind == "image/svg+xml" else content.replace("\n", "")
    part = {"kind": "image", "content": f"data:{kind};base64,{encoded}", "alt": alt}
    return part | ({"width": str(width)} if width else {})


def _markdown(source: str) -> str:
    convert = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "footnotes", "def_list"])
    return sanitised(str(convert(source)))


def _highlighted(code: str) -> str:
    return highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))
