"""The other interpreter of ``verify``: ``python -m plugboard_nb.timeline.worker FOLDER``."""

import pickle
import sys
from pathlib import Path

__all__: list[str] = []

if __name__ == "__main__":
    # Classes of the parcel may come from where its sender found them.
    sys.path[:] = pickle.loads((Path(sys.argv[1]) / "path").read_bytes())
    from plugboard_nb.timeline.elsewhere import main_of_worker

    main_of_worker(Path(sys.argv[1]))
