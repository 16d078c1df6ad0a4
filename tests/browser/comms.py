"""Widgets talk to a page without a Jupyter server: our own comms over one web socket.

``Wire`` is the kernel's side of it. What a widget sends goes, in order and from whichever thread,
to the page; what the page sends is handled on the wire's own thread, as ipykernel 7 handles it on
a subshell thread. A frame is four bytes (the length of the JSON), the JSON, the buffers.
"""

import asyncio
import json
import logging
import struct
import threading
import traceback
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from comm.base_comm import BaseComm, BuffersType, MaybeDict
from jupyter_client.jsonutil import json_clean, json_default
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler


class Wire:
    """The way between the widgets of one test and its page."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.errors: list[str] = []
        self.comms: weakref.WeakValueDictionary[str, PageComm] = weakref.WeakValueDictionary()
        self.sent = 0  # frames to the page
        self._lock = threading.Lock()
        self._waiting: list[bytes] = []
        self._page: Feed | None = None

    def create_comm(self, *args: Any, **kwargs: Any) -> "PageComm":
        """Stand in for ``comm.create_comm``."""
        return PageComm(self, *args, **kwargs)

    def post(self, header: dict[str, Any], buffers: Iterable[Any]) -> None:
        """Send one frame to the page, as soon as there is one."""
        frame = self._pack(header, [bytes(memoryview(b).cast("B")) for b in buffers])
        with self._lock:
            self.sent += 1
            self._waiting.append(frame)
            if self._page is not None:
                self.loop.call_soon_threadsafe(self._flush)

    def connected(self, page: "Feed | None") -> None:
        """Note the page that is there now, and send it what waits."""
        with self._lock:
            self._page = page
        if page is not None:
            self._flush()

    def received(self, frame: bytes) -> None:
        """Hand a frame of the page to its widget."""
        header, buffers = _unpack(frame)
        target = self.comms.get(header["comm_id"])
        if target is None:
            return  # closed meanwhile; a kernel ignores it too
        try:
            target.handle_msg({"content": {"data": header["data"]}, "buffers": buffers})
        except Exception:
            self.errors.append("python: " + traceback.format_exc())

    def close_widgets(self) -> None:
        """Close every widget that was made on this wire."""
        with self._lock:
            self._page = None
        for each in list(self.comms.values()):
            widget = getattr(each._msg_callback, "__self__", None)
            if widget is not None:
                widget.close()

    def _flush(self) -> None:
        with self._lock:
            frames, self._waiting = self._waiting, []
            page = self._page
        for frame in frames if page is not None else ():
            page.send(frame)  # type: ignore[union-attr]

    def _pack(self, header: dict[str, Any], buffers: list[bytes]) -> bytes:
        header = header | {"buffers": [len(b) for b in buffers]}
        try:
            text = json.dumps(header, default=json_default, allow_nan=False)
        except ValueError:  # Jupyter warns and sends text instead of the number
            self.errors.append(f"python: NaN or inf as a number in a message: {str(header)[:300]}")
            text = json.dumps(json_clean(header), default=json_default)
        encoded = text.encode()
        return b"".join([struct.pack("<I", len(encoded)), encoded, *buffers])


def _unpack(frame: bytes) -> tuple[dict[str, Any], list[memoryview]]:
    (length,) = struct.unpack_from("<I", frame)
    header = json.loads(frame[4 : 4 + length])
    buffers, start = [], 4 + length
    for size in header["buffers"]:
        buffers.append(memoryview(frame)[start : start + size])
        start += size
    return header, buffers


class PageComm(BaseComm):  # type: ignore[misc, unused-ignore]
    """The comm of one widget."""

    def __init__(self, wire: Wire, *args: Any, **kwargs: Any) -> None:
        self.wire = wire
        super().__init__(*args, **kwargs)
        wire.comms[self.comm_id] = self

    def publish_msg(
        self,
        msg_type: str,
        data: MaybeDict = None,
        metadata: MaybeDict = None,
        buffers: BuffersType = None,
        **keys: Any,
    ) -> None:
        """Send a message of the widget to the page."""
        header = {"msg_type": msg_type, "comm_id": self.comm_id, "data": data or {}}
        self.wire.post(header, buffers or ())


class Overheard(logging.Handler):
    """Turns what ipywidgets only logs, such as a callback that raised, into errors of the test."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(logging.WARNING)
        self.wire = wire

    def emit(self, record: logging.LogRecord) -> None:
        self.wire.errors.append("python: " + logging.Formatter().format(record))


class Feed(WebSocketHandler):
    """The page's end of a wire."""

    def initialize(self, wires: dict[str, Wire]) -> None:
        self.wires = wires

    def open(self, *args: str, **kwargs: str) -> None:
        self.wire = self.wires[args[0]]
        self.set_nodelay(True)
        self.wire.connected(self)

    def on_message(self, message: str | bytes) -> None:
        assert isinstance(message, bytes)
        self.wire.received(message)

    def on_close(self) -> None:
        self.wire.connected(None)

    def send(self, frame: bytes) -> None:
        """Send a frame; of no use to a page that has just gone."""
        try:
            self.write_message(frame, binary=True)
        except WebSocketClosedError:
            return


class Post:
    """A server on 127.0.0.1, on a thread of its own, that serves folders and wires."""

    def __init__(self, folders: dict[str, Path]) -> None:
        self.wires: dict[str, Wire] = {}
        self._folders = folders
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="stand", daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def wire(self, name: str) -> Wire:
        """Return a new wire; the page opens ``/wire/<name>``."""
        self.wires[name] = Wire(self.loop)
        return self.wires[name]

    def close(self) -> None:
        """Stop serving and end the thread."""
        self.loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _serve(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        routes: list[Any] = [(r"/wire/(\w+)", Feed, {"wires": self.wires})]
        routes += [
            (rf"/{name}/(.*)", _Fresh, {"path": str(path)}) for name, path in self._folders.items()
        ]
        server = HTTPServer(Application(routes, websocket_max_message_size=1 << 28))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        self.loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._ready.set()
        await self._stop.wait()
        server.stop()
        await server.close_all_connections()


class _Fresh(StaticFileHandler):
    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")
