"""A click group that imports a command only when it is run, and that reports all errors."""

import errno
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NoReturn, TextIO

import click

from refine_tui.cli.output import print_to_stderr
from refine_tui.domain.errors import RefineError
from refine_tui.domain.nearest import did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class LazyCommand:
    """A command that is imported when it is run."""

    target: str
    """``module:name`` of the click command."""
    help: str
    """The text in the list of commands."""


class LazyGroup(click.Group):
    """A group whose help, completion and suggestions come from a table, without importing the commands."""

    table: ClassVar[Mapping[str, LazyCommand]]
    """The commands by their names; each subclass has its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command and return it; None if there is none of this name."""
        del ctx
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].target.partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table is ours
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; the error for an unknown name suggests the nearest one."""
        name = args[0]
        if name not in self.table and not ctx.resilient_parsing and not name.startswith("-"):
            advice = did_you_mean(name, self.table, otherwise="the commands are", similarity=0.5)
            ctx.fail(f"There is no command “{name}”: {advice}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands of ``--help``."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the commands and options that begin with *incomplete*."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(name, help=entry.help) for name, entry in self.table.items() if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


class RootGroup(LazyGroup, ABC):
    """The top-level group: prints each error as one sentence on standard error and sets the exit status.

    0: success. 1: the request cannot be fulfilled. 2: usage error. 70: an error of the program, with a crash report.
    """

    _meta: Mapping[str, object] = MappingProxyType({})

    @abstractmethod
    def crash_folder(self, meta: Mapping[str, object]) -> Path:
        """Return the folder for crash reports; *meta* is that of the context of the run."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Create the context of a run, and save its ``meta`` for crash reports."""
        self._meta = {}
        context = super().make_context(info_name, args, parent, **extra)
        self._meta = context.meta
        return context

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: object,
    ) -> NoReturn:
        """Run the program and exit, whatever *standalone_mode* says."""
        del standalone_mode
        run = partial(
            super().main,
            args,
            prog_name,
            complete_var,
            standalone_mode=False,
            windows_expand_args=windows_expand_args,
            **extra,
        )
        sys.exit(self._status(run))

    def _status(self, run: Callable[[], object]) -> int:
        """Return the exit status of a run, after its errors were printed."""
        try:
            result = run()
            if sys.stdout is not None:
                sys.stdout.flush()
            status = result if isinstance(result, int) else 0
        except click.ClickException as error:
            print_to_stderr(_usage_message(error) if isinstance(error, click.UsageError) else error.format_message())
            status = error.exit_code
        except click.Abort:
            print_to_stderr("Interrupted.")
            status = 1
        except RefineError as error:
            print_to_stderr(error.message)
            status = 1
        except OSError as error:
            status = _report_os_error(error)
        except Exception as error:  # noqa: BLE001 - reported with a crash report and exit status 70
            status = _report_crash(error, self.crash_folder(self._meta))
        return status


def _usage_message(error: click.UsageError) -> str:
    message = error.format_message()
    if error.ctx is None or isinstance(error, click.exceptions.NoArgsIsHelpError):
        return message
    return f"{message}\n{error.ctx.get_usage()}\n`{error.ctx.command_path} --help` shows more."


def _report_crash(error: Exception, folder: Path) -> int:
    """Report an error of the program itself. The report has the traceback, and no values of variables."""
    from refine_tui.ui.shutdown import CRASHED, write_crash_report

    report = write_crash_report(error, folder)
    where = f" Where it happened is noted in {report}." if report else ""
    print_to_stderr(f"refine failed ({type(error).__name__}). Everything recorded is saved.{where}")
    return CRASHED


def _report_os_error(error: OSError) -> int:
    """Report an error of the operating system; a closed pipe (``refine items | head``) is not reported."""
    if error.errno != errno.EPIPE:
        what = f"{error.filename}: " if error.filename else "The system says: "
        print_to_stderr(f"{what}{error.strerror or error}.")
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _discard_output(stream)
    return 1


def _discard_output(stream: TextIO) -> None:
    """Redirect *stream* to the null device if it cannot be flushed, so that flushing at exit does not fail."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
