"""The command, and the only place that talks to the terminal: `python -m analysis build | report | check | …`.

`build` writes every table, `report` also runs the notebooks and renders them, `check` verifies what lies there,
`accuracy` scores the tables against hand annotations, `bench` times the stages. The exit status is 0 if all went well,
1 if a document or a list about one was faulty (the others are done), 2 if the command could not be carried out.
"""

import argparse
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

# Before numpy is imported: the matrices here are small, and to wake threads for them takes longer than to multiply.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PROJECT = Path(__file__).resolve().parents[1]
PROCESSED = PROJECT / "data" / "processed"
Item = TypeVar("Item")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status of the command that `arguments` name (by default those of the terminal)."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description=(__doc__ or "").split("\n\n")[1])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, says in (
        ("build", _build, "write every table"),
        ("report", _report, "write every table, run the notebooks and render them"),
        ("check", _check, "verify the tables that lie there: schemas, quotes, checksums, staleness"),
        ("accuracy", _accuracy, "score the tables against the annotated documents"),
        ("bench", _bench, "time the stages against a bare segmenter in the same run"),
    ):
        command = commands.add_parser(name, help=says, description=says)
        command.set_defaults(run=run)
        command.add_argument(
            "--raw", type=Path, default=PROJECT / "data" / "raw", help="the documents and documents.csv"
        )
        command.add_argument("--out", type=Path, default=PROCESSED, help="where the tables lie")
        if name == "report":
            command.add_argument("--reports", type=Path, help="where the pages go (reports/, or OUT/reports)")
        if name == "accuracy":
            command.add_argument("--gold", type=Path, default=PROJECT / "tests" / "gold", help="the annotations")
    return parser


def tell_progress(items: Sequence[Item], what: str, name: str) -> Iterator[Item]:
    """Yields the items one by one: a bar on a terminal, a plain line for each elsewhere."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        yield from tqdm(items, desc=what, unit=name, leave=False)
        return
    for number, item in enumerate(items, 1):
        print(f"{what} {number}/{len(items)}: {getattr(item, 'doc_id', item)}", file=sys.stderr, flush=True)
        yield item


def _tell_problems(problems: Iterable[str]) -> int:
    """The exit status: 1 if there is a problem, each told in a line; else 0."""
    status = 0
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
        status = 1
    return status


def _build(options: argparse.Namespace) -> int:
    # A build makes millions of tuples and no cycle of references: to look for such takes a twentieth of its time.
    gc.disable()
    try:
        from analysis.build import build

        built = build(options.raw, options.out, lambda listings: tell_progress(listings, "reading", "document"))
    finally:
        # The last look, when Python ends, is spared what there is by now.
        gc.freeze()
        gc.enable()
    rows = ", ".join(f"{count:,} {name}" for name, count in built.row_counts.items())
    print(f"{'nothing to do' if built.fresh else 'built'}: {options.out} holds {rows}")
    return _tell_problems(built.problems)


def _check(options: argparse.Namespace) -> int:
    from analysis.verify import verify

    problems = verify(options.raw, options.out)
    if not problems:
        print(f"{options.out}: schemas, quotes, checksums and freshness are right")
    return _tell_problems(problems)


def _report(options: argparse.Namespace) -> int:
    status = _build(options)
    from analysis.report.make import make_report
    from analysis.tables.files import write_whole

    default = PROJECT / "reports" if options.out.resolve() == PROCESSED else options.out / "reports"
    reports = options.reports or default
    made = make_report(PROJECT / "notebooks", options.out, reports)
    print(f"{'nothing to do' if made.fresh else 'written'}: {reports / 'index.html'}")
    if reports == PROJECT / "reports" and not made.fresh and not made.problems:
        # The README shows this figure; a reader on the web sees it without running anything.
        shown = PROJECT / "reports" / "figures" / "growth-targets.png"
        write_whole(PROCESSED / shown.name, shown.read_bytes())
    return max(status, _tell_problems(made.problems))


def _accuracy(options: argparse.Namespace) -> int:
    status = _build(options)
    from analysis.accuracy import accuracy

    scores, misses = accuracy(options.gold, options.out)
    print(f"{'document':<24}{'table':<10}{'field':<22}{'right':>6} of {'total':<6}{'rate':>7}  95 % (Wilson)")
    for score in scores:
        rate = f"{score.rate:>7.3f}  {score.low:.3f}–{score.high:.3f}"
        print(f"{score.doc_id:<24}{score.table:<10}{score.field:<22}{score.right:>6} of {score.total:<6}{rate}")
    for miss in misses:
        print(f"{miss.doc_id} {miss.table} {miss.fault}: {miss.quote} expected {miss.expected!r}, found {miss.found!r}")
    return status


def _bench(options: argparse.Namespace) -> int:
    from analysis.bench import bench

    for line in bench(options.raw):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
