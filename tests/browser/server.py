"""One Jupyter server on 127.0.0.1 that serves JupyterLab, Notebook 7 and Voila at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from browser.stand import HERE

ROOT = HERE.parents[1]
VERSIONS = ROOT / "build" / "kernels"
KERNELS = {"6.31": "ipykernel-6.31.0", "7.0.1": "ipykernel-7.0.1", "newest": None}
EXTENSIONS = ("anywidget", "@jupyter-widgets", "jupyterlab_pygments")

SETTINGS = {  # nothing from outside, nothing that pops up, all outputs in the page
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/extensionmanager-extension:plugin": {"enabled": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


class Server:
    """A server and its kernels, in a session of their own so that they end together.

    Args:
        folder: Where its notebooks, settings and log are.
        lab: ``None`` for the JupyterLab that is installed, or another that ``make kernels``
            fetched, such as ``"jupyterlab-4.4.9"``.
    """

    def __init__(self, folder: Path, lab: str | None = None) -> None:
        self.notebooks = folder / "notebooks"
        self._folder, self._lab = folder, lab
        self.notebooks.mkdir(parents=True)
        self.url = f"http://127.0.0.1:{_free_port()}"
        self._kernel_specs()
        self._write("config/labconfig/default_setting_overrides.json", SETTINGS)
        self._write("config/jupyter_server_config.json", self._config())
        self._log = (folder / "server.log").open("wb")
        command = [sys.executable, "-m", "jupyterlab" if lab else "jupyter_server"]
        self._process = subprocess.Popen(
            command,
            cwd=self.notebooks,
            env=os.environ | self._environment(),
            stdout=self._log,
            stderr=self._log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def wait(self) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + 60
        while True:
            try:
                self.ask("GET", "/api/status")
                return
            except OSError:
                alive = self._process.poll() is None and time.monotonic() < deadline
                assert alive, f"the server did not start:\n{self.log[-3000:]}"
                time.sleep(0.1)

    def ask(self, method: str, path: str) -> Any:
        """Ask the server's own interface, such as ``GET /api/sessions``."""
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def end_kernels(self) -> None:
        """Shut all kernels down."""
        for session in self.ask("GET", "/api/sessions"):
            self.ask("DELETE", f"/api/sessions/{session['id']}")
        for kernel in self.ask("GET", "/api/kernels"):
            self.ask("DELETE", f"/api/kernels/{kernel['id']}")

    @property
    def log(self) -> str:
        """What the server and its kernels printed so far."""
        return (self._folder / "server.log").read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        """End the server and its kernels."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        self._log.close()

    def _config(self) -> dict[str, Any]:
        extensions = {"jupyterlab": True, "notebook": True, "voila.server_extension": True}
        if self._lab:
            extensions |= {"notebook": False, "voila.server_extension": False}
        server = {
            "ip": "127.0.0.1",
            "port": int(self.url.rsplit(":", 1)[1]),
            "port_retries": 0,
            "open_browser": False,
            "allow_root": True,
            "root_dir": str(self.notebooks),
            "disable_check_xsrf": True,
            "jpserver_extensions": extensions
            | {"jupyter_server_terminals": False, "notebook_shim": True},
        }
        lab: dict[str, Any] = {"expose_app_in_browser": True, "news_url": None}
        lab["extension_manager"] = "readonly"
        lab["check_for_updates_class"] = "jupyterlab.NeverCheckForUpdate"
        if self._lab:
            lab["app_dir"] = str(VERSIONS / self._lab / "share/jupyter/lab")
            lab["labextensions_path"] = [self._extensions()]
        return {
            "ServerApp": server,
            "IdentityProvider": {"token": ""},
            "LabApp": lab,
            "JupyterNotebookApp": {"expose_app_in_browser": True},
            "MappingKernelManager": {"cull_idle_timeout": 0},
        }

    def _environment(self) -> dict[str, str]:
        names = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
        environment = {f"JUPYTER_{key}": str(self._folder / to) for key, to in names.items()}
        environment |= {
            "IPYTHONDIR": str(self._folder / "ipython"),
            "JUPYTERLAB_SETTINGS_DIR": str(self._folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self._folder / "workspaces"),
            "JUPYTER_PLATFORM_DIRS": "1",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        if self._lab:
            environment["PYTHONPATH"] = str(VERSIONS / self._lab)
        return environment

    def _kernel_specs(self) -> None:
        for name, folder in KERNELS.items():
            missing = folder and not (VERSIONS / folder / ".ready").exists()
            assert not missing, f"{folder} is not there: make kernels"
            argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            spec: dict[str, Any] = {"argv": argv, "display_name": name, "language": "python"}
            spec["env"] = {"PYTHONPATH": str(VERSIONS / folder) if folder else ""}
            self._write(f"data/kernels/{name}/kernel.json", spec)

    def _extensions(self) -> str:
        """Make a folder with those extensions that a widget needs: others are for our Lab."""
        ours = self._folder / "labextensions"
        ours.mkdir()
        for name in EXTENSIONS:
            (ours / name).symlink_to(Path(sys.prefix) / "share/jupyter/labextensions" / name)
        return str(ours)

    def _write(self, path: str, content: Any) -> None:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content), encoding="utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
