"""The commands, each a thin shell around a few calls."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from plugboard_nb import __version__
from plugboard_nb.builder import build_source, read, whole_file
from plugboard_nb.cli.errors import INTERRUPTED, readable_errors
from plugboard_nb.cli.overrides import Overrides
from plugboard_nb.cli.progress import run_with_progress
from plugboard_nb.exceptions import ConfigError
from plugboard_nb.history_file import check_history_path, write_history
from plugboard_nb.process import Process
from plugboard_nb.schemas import Status

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Run, check and draw process models written in YAML.",
)
process_app = typer.Typer(no_args_is_help=True, help="Run, check or draw the process of a file.")
app.add_typer(process_app, name="process")

Config = Annotated[Path, typer.Argument(metavar="CONFIG", help="YAML file.", show_default=False)]


class ProcessType(StrEnum):
    """Where a process runs."""

    local = "local"
    ray = "ray"


def main() -> None:
    """Run the command line."""
    app()


@process_app.command()
def run(
    config: Config,
    job_id: Annotated[str | None, typer.Option(help="Identifier kept in the state.")] = None,
    process_type: Annotated[
        ProcessType | None, typer.Option(help="Where to run, if not as the file says.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--param",
            metavar="NAME=VALUE",
            help="Set a parameter, or an argument of a component with component.argument=value.",
        ),
    ] = None,
    ticks: Annotated[int | None, typer.Option(min=1, help="Stop after so many ticks.")] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of all random numbers.")] = None,
    history: Annotated[
        Path | None, typer.Option(help="Write every output at every tick: .csv or .parquet.")
    ] = None,
) -> None:
    """Run the process to its end, or for some ticks."""
    with readable_errors():
        if history is not None:
            check_history_path(history)
        source = read(config)
        overrides = Overrides(
            settings=param or [],
            job_id=job_id,
            process_type=None if process_type is None else process_type.value,
            seed=seed,
        )
        process = build_source(source, overrides.applied(source.process))
        try:
            status = run_with_progress(process, ticks, Console(stderr=True))
        except Exception as error:
            if history is not None and process.tick:
                write_history(process.state.history, history)
                error.add_note(f"history up to tick {process.tick} in {history}")
            raise
        if history is not None:
            write_history(process.state.history, history)
        _report(process, status, history)


@process_app.command()
def validate(config: Config) -> None:
    """Check the file and its process; print every problem with file and line."""
    with readable_errors():
        source = read(config)
        process = build_source(source, source.process)
        source.raise_problems(process)
    typer.echo(
        f"{config}: {len(process.components)} components, {len(process.connectors)} connectors, "
        "no problems"
    )


@process_app.command()
def diagram(
    config: Config,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write to .svg, .png, .pdf or .mmd (Mermaid)."),
    ] = None,
) -> None:
    """Print the process as a Mermaid diagram, or draw it into a file."""
    with readable_errors():
        if output is not None and output.suffix not in (".svg", ".png", ".pdf", ".mmd"):
            problem = f"a diagram is written to .svg, .png, .pdf or .mmd, not {output.suffix!r}"
            raise ConfigError.of(str(output), [(None, (), problem)])
        source = read(config)
        process = build_source(source, source.process)
        if output is None:
            typer.echo(_mermaid(process))
            return
        with whole_file(output) as draft:
            if output.suffix == ".mmd":
                draft.write_text(_mermaid(process) + "\n", encoding="utf-8")
            elif output.suffix == ".svg":
                draft.write_text(_svg(process), encoding="utf-8")
            else:
                _draw(process, draft, output.suffix[1:])


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(f"plugboard_nb {__version__}")


def _mermaid(process: Process) -> str:
    from plugboard_nb.diagram import MermaidDiagram

    text: str = MermaidDiagram.from_process(process).diagram
    return text.rstrip("\n")


def _svg(process: Process) -> str:
    from plugboard_nb.plotting import graph_svg

    graph = process.graph
    graph.name = process.name
    return graph_svg(graph)


def _draw(process: Process, file: Path, suffix: str) -> None:
    from plugboard_nb.plotting import draw_graph

    figure: Any = draw_graph(process, values=False).figure
    figure.savefig(file, format=suffix, dpi=200)


def _report(process: Process, status: Status, history: Path | None) -> None:
    did = {Status.COMPLETED: "completed after", Status.STOPPED: "was interrupted after"}
    told = f"process {process.name!r} {did.get(status, 'did')} {_count(process.tick, 'tick')}"
    if history is not None:
        told += f"; history in {history}"
    typer.echo(told, err=status is Status.STOPPED)
    if status is Status.STOPPED:
        raise typer.Exit(INTERRUPTED)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
