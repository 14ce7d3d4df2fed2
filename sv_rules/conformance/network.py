"""Keeps everything in this process from reaching the network for a while, and says who tried."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

_METHODS = ("connect", "connect_ex", "bind", "sendto")
_FUNCTIONS = ("getaddrinfo", "gethostbyname", "create_connection")


@contextmanager
def no_network() -> Iterator[list[str]]:
    """Refuse sockets until the end of the block; gives what was tried, also when the one who tried hid it."""
    attempts: list[str] = []
    before = {name: getattr(socket, name) for name in _FUNCTIONS}
    # The class's own attributes hide those of its C base, for whoever has imported the class already, too.
    own = {name: vars(socket.socket)[name] for name in _METHODS if name in vars(socket.socket)}
    for name in _METHODS:
        setattr(socket.socket, name, _refusing(name, attempts))
    for name in _FUNCTIONS:
        setattr(socket, name, _refusing(name, attempts))
    try:
        yield attempts
    finally:
        for name in _METHODS:
            delattr(socket.socket, name)
        for name, method in own.items():
            setattr(socket.socket, name, method)
        for name, function in before.items():
            setattr(socket, name, function)


def _refusing(name: str, attempts: list[str]) -> Callable[..., NoReturn]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        attempts.append(f"socket.{name}")
        raise OSError("a plugin may not use the network")

    return refuse
