"""``python -m benchmarks [--quick] [name ...]``: print the table, write build/bench.md."""

import platform
import sys
from importlib import import_module
from pathlib import Path

from benchmarks import harness
from benchmarks.harness import Row, head, line

GROUPS = ["overhead", "against_peers", "startup", "history", "awaiting", "timeline", "workbench"]
REPORT = Path("build/bench.md")


def main(names: list[str]) -> int:
    """Measure the groups *names*, or all; return the number of missed targets, at most 1."""
    harness.quick = "--quick" in names
    names = [name for name in names if name != "--quick"]
    unknown = [name for name in names if name not in GROUPS]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are {', '.join(GROUPS)}", file=sys.stderr)
        return 2
    title = f"plugboard_nb on Python {platform.python_version()}"
    print(f"{title}\n\n{head()}", flush=True)
    rows: list[Row] = []
    for name in names or GROUPS:
        for row in import_module(f"benchmarks.{name}").measure():
            rows.append(row)
            print(line(row.cells()), flush=True)
    table = "\n".join([title, "", head(), *(line(row.cells()) for row in rows)])
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(table + "\n", encoding="utf-8")
    missed = sum(row.missed for row in rows)
    print(f"\n{len(rows)} rows, {missed} missed; written to {REPORT}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
