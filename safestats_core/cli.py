"""The `safestats` command: which commands there are, and how any of them ends."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, Optional

from .errors import MissingPackage, SafeStatsError

INTERRUPTED = 130


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Runs one command; 0 when it is done, 1 with a sentence on standard error when it cannot be."""
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        _guard_memory(words)
    try:
        args = _parser(for_portal=words[:1] == ["portal"]).parse_args(_bbox_as_one_word(words))
        args.run(args)
        if sys.stdout is not None:
            sys.stdout.flush()  # what does not fit on a disk shows here at the latest, and not when Python ends
    except BrokenPipeError:
        return 1  # whoever read the output has had enough, and needs no word about it
    except (SafeStatsError, OSError) as error:
        print(f"safestats: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nsafestats: stopped", file=sys.stderr)
        return INTERRUPTED
    finally:
        _give_up_output()
    return 0


def _give_up_output() -> None:
    """Where the rest of the output cannot be written, it goes nowhere: Python would complain of it at its very end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _guard_memory(words: Sequence[str]) -> None:
    """Keys and rows of an analyst stay out of core dumps; whoever runs a portal decides that for its service."""
    if words[:1] != ["portal"]:
        from .command_line.core_dumps import forbid_core_dumps

        forbid_core_dumps()


def _parser(for_portal: bool) -> ArgumentParser:
    """Either side loads only what it needs: an analyst has no web server, a portal no keyring."""
    parser = ArgumentParser(
        prog="safestats",
        description="Crime and community-safety data of many agencies, as far as you may see it.",
        epilog="`safestats COMMAND --help` explains a command.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    if for_portal:
        _add_portal_commands(commands)
    else:
        from .command_line.commands import add_commands

        add_commands(commands)
        commands.add_parser("portal", help="run a portal: `safestats portal --help` lists what it does")
    return parser


def _add_portal_commands(commands: Any) -> None:
    try:
        from .portal.commands.every_command import add_commands
    except ModuleNotFoundError as error:
        raise MissingPackage(
            f"A portal needs the package '{error.name}'. Install it with: pip install 'safestats-core[portal]'"
        ) from error
    add_commands(commands)


def _bbox_as_one_word(words: list[str]) -> list[str]:
    """`--bbox=W,S,E,N`; as two words, a box west of Greenwich begins with a minus and looks like an option."""
    for at, word in enumerate(words[:-1]):
        if word == "--bbox":
            return [*words[:at], f"{word}={words[at + 1]}", *words[at + 2 :]]
    return words


if __name__ == "__main__":
    sys.exit(main())
