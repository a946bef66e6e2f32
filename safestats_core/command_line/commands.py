"""The commands of an analyst: `safestats login`, `pull` and so on. docs/command-line.md shows them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from ..access import Level
from . import actions as does
from . import cache_actions as cache_does
from . import data as gets
from . import saved_queries as keeps


def add_commands(commands: Any) -> None:
    """Hang an analyst's commands into an argparse parser's sub-commands."""
    _add_session_commands(commands)
    _add_data_commands(commands)
    _add_query_commands(commands)
    _add_cache_commands(commands)
    _add_demo_city(commands)


def _add_session_commands(commands: Any) -> None:
    login = commands.add_parser("login", help="sign in at a portal through your browser")
    login.add_argument("url", metavar="URL", help="the portal's address, for example https://portal.example")
    login.add_argument("--no-browser", action="store_true", help="only print the address to open")
    login.add_argument(
        "--device", action="store_true", help="sign in with a code, in a browser on any computer or phone"
    )
    login.add_argument("--client-id", metavar="ID", help="sign in a program, such as a scheduled job, by its secret")
    login.add_argument("--secret-fd", type=int, metavar="N", help="read that secret from this file descriptor")
    login.set_defaults(run=does.login)
    logout = commands.add_parser("logout", help="end the session, here and at the portal")
    logout.add_argument("--shred", action="store_true", help="destroy what is cached as well, with its key")
    _add_portal_option(logout).set_defaults(run=does.logout)
    portals = commands.add_parser("portals", help="list the portals of this computer, and who has signed in at each")
    portals.set_defaults(run=does.portals)


def _add_data_commands(commands: Any) -> None:
    datasets = commands.add_parser("datasets", help="list what you may see, and at which level")
    _add_source_options(datasets).set_defaults(run=gets.datasets)
    _add_pull(commands)
    terms = commands.add_parser("terms", help="show the terms of use of a dataset, or accept them")
    terms.add_argument("dataset", metavar="DATASET", help="a name that `safestats datasets` lists")
    terms.add_argument("--accept", type=int, metavar="VERSION", help="accept this version, which you have read")
    _add_portal_option(terms).set_defaults(run=gets.terms)


def _add_pull(commands: Any) -> None:
    pull = commands.add_parser("pull", help="export incidents to a Parquet, GeoPackage or CSV file")
    _add_question(pull)
    pull.add_argument("--out", metavar="FILE", required=True, help="ends in .parquet, .gpkg or .csv")
    pull.add_argument("--force", action="store_true", help="replace FILE if it exists")
    _add_source_options(pull).set_defaults(run=gets.pull)


def _add_question(parser: ArgumentParser) -> None:
    parser.add_argument("dataset", metavar="DATASET", help="a name that `safestats datasets` lists")
    parser.add_argument("--from", dest="first", metavar="YYYY-MM", help="first month; default: from the beginning")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM", help="last month; default: to the end")
    parser.add_argument("--level", choices=[str(level) for level in Level], help="default: the finest that you have")
    parser.add_argument("--bbox", metavar="W,S,E,N", help="only inside this box, in degrees")
    parser.add_argument("--area", metavar="CODE", nargs="+", default=[], help="only in these boroughs, wards or LSOAs")
    parser.add_argument("--category", metavar="C", nargs="+", default=[], help="only these categories")
    parser.add_argument("--column", metavar="NAME", nargs="+", default=[], help="only these columns")


def _add_query_commands(commands: Any) -> None:
    queries = commands.add_parser(
        "queries", help="questions kept at the portal: yours, and those that colleagues share"
    )
    actions = queries.add_subparsers(metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="what you may see of them now")
    _add_portal_option(listed).set_defaults(run=keeps.list_queries)
    save = actions.add_parser("save", help="keep a question under a name, in the place of yours of that name")
    save.add_argument("name", metavar="NAME")
    _add_question(save)
    save.add_argument("--share", action="store_true", help="let colleagues see it who hold a grant of the dataset")
    _add_portal_option(save).set_defaults(run=keeps.save_query)
    forget = actions.add_parser("forget", help="forget one of yours")
    forget.add_argument("name", metavar="NAME")
    _add_portal_option(forget).set_defaults(run=keeps.forget_query)


def _add_cache_commands(commands: Any) -> None:
    cache = commands.add_parser("cache", help="what is kept, encrypted, on this computer")
    actions = cache.add_subparsers(metavar="ACTION", required=True)
    status = actions.add_parser("status", help="what is cached, and until when it may be read")
    _add_portal_option(status).set_defaults(run=cache_does.status)
    listed = actions.add_parser("list", help="every month with its size, when it was last used, whether it is pinned")
    _add_portal_option(listed).set_defaults(run=cache_does.list_partitions)
    verify = actions.add_parser("verify", help="open everything, and drop what is broken so that it is fetched again")
    verify.add_argument("--only-report", action="store_true", help="drop nothing; end with status 1 where damage is")
    _add_portal_option(verify).set_defaults(run=cache_does.verify_cache)
    _add_room_commands(actions)
    _add_key_commands(actions)


def _add_room_commands(actions: Any) -> None:
    evict = actions.add_parser("evict", help="make room: drop what may not be read any more, then the least used")
    evict.add_argument("--budget", metavar="SIZE", required=True, help="what may stay, like 500MB or 2GB")
    _add_portal_option(evict).set_defaults(run=cache_does.evict_partitions)
    pin = actions.add_parser("pin", help="keep months out of eviction")
    pin.add_argument("dataset", metavar="DATASET", help="a name that `safestats cache list` lists")
    pin.add_argument("--from", dest="first", metavar="YYYY-MM", help="first month; default: from the beginning")
    pin.add_argument("--to", dest="last", metavar="YYYY-MM", help="last month; default: to the end")
    pin.add_argument("--release", action="store_true", help="let them go again")
    _add_portal_option(pin).set_defaults(run=cache_does.pin_partitions)


def _add_key_commands(actions: Any) -> None:
    rotate = actions.add_parser("rotate", help="put a new key in place of the one that opens the cache")
    _add_portal_option(rotate).set_defaults(run=cache_does.rotate_key)
    words = actions.add_parser("passphrase", help="change the passphrase of the cache")
    _add_portal_option(words).set_defaults(run=cache_does.new_passphrase)
    shred = actions.add_parser("shred", aliases=["clear"], help="destroy what is cached, with its key")
    _add_portal_option(shred).set_defaults(run=cache_does.shred_cache)


def _add_demo_city(commands: Any) -> None:
    city = commands.add_parser("demo-city", help="write the files of a made-up city, to try things out")
    city.add_argument("folder", metavar="FOLDER")
    city.add_argument("--incidents", type=int, default=200_000, metavar="N")
    city.add_argument("--seed", type=int, default=2024, metavar="S")
    city.set_defaults(run=does.demo_city)


def _add_portal_option(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--portal", metavar="URL", help="which portal, where you use more than one")
    parser.add_argument("--as", dest="username", metavar="USERNAME", help="who; default: who signed in last")
    return parser


def _add_source_options(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument(
        "--source", metavar="WHERE", help="police.uk, the address of an OGC server, or a path; no portal"
    )
    parser.add_argument("--profile", metavar="P", help="how the columns of that source are read: a name or a TOML file")
    return _add_portal_option(parser)
