"""How frames, series, indexes and moments of pandas are written."""

from datetime import UTC
from typing import TYPE_CHECKING, Any

from plugboard_nb.timeline.codec.kind import DamagedError, Kind, Plain, RefusedError, with_article

if TYPE_CHECKING:
    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = ["pandas_kinds"]

_INDEXES = ("Index", "DatetimeIndex", "TimedeltaIndex", "CategoricalIndex")
_MASKED_NAMES = {f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64)}
_MASKED_NAMES |= {"Float32", "Float64", "boolean"}
_MASKED = {"i": "IntegerArray", "u": "IntegerArray", "f": "FloatingArray", "b": "BooleanArray"}


# Columns: the values of a series or an index ----------------------------------------------------


def _pack_values(values: Any, packer: "Packer") -> Plain:
    """Return the data of *values*, a Series or an Index, without its labels."""
    import numpy as np
    import pandas as pd

    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        return {"as": "numpy", "values": packer.pack(values.to_numpy())}
    if isinstance(dtype, pd.DatetimeTZDtype):
        moments = pd.Index(values).tz_convert("UTC").tz_localize(None).to_numpy()
        return {"as": "zone", "values": packer.pack(moments), "zone": packer.pack(dtype.tz)}
    if isinstance(dtype, pd.CategoricalDtype):
        codes = pd.Index(values).codes
        return {
            "as": "category",
            "values": packer.pack(np.asarray(codes)),
            "categories": packer.pack(dtype.categories),
            "ordered": packer.pack(dtype.ordered),
        }
    mask = np.asarray(values.isna())
    if isinstance(dtype, pd.StringDtype):
        pairs = zip(values.to_numpy(object), mask, strict=True)
        return {
            "as": "text",
            "values": packer.items([None if missing else text for text, missing in pairs]),
            "storage": str(dtype.storage),
            "missing": "NA" if getattr(dtype, "na_value", pd.NA) is pd.NA else "nan",
        }
    if str(dtype) in _MASKED_NAMES:
        plain = values.array.to_numpy(dtype.numpy_dtype, na_value=0)
        return {"as": "masked", "values": packer.pack(plain), "mask": packer.pack(mask)}
    raise RefusedError(f"a pandas column of dtype {dtype} cannot be written")


def _unpack_values(body: Plain, unpacker: "Unpacker") -> Any:
    """Return an array of numpy or of pandas."""
    import numpy as np
    import pandas as pd

    form = body["as"]
    if form == "text":
        return pd.array(unpacker.items(body["values"]), dtype=_string_dtype(body))
    values = unpacker.unpack(body["values"])
    if type(values) is not np.ndarray or values.ndim != 1:
        raise DamagedError("it holds no column where one is due")
    if form == "numpy":
        return values
    if form == "zone":
        zone = unpacker.unpack(body["zone"])
        return pd.DatetimeIndex(values).tz_localize(UTC).tz_convert(zone).array
    if form == "category":
        categories = unpacker.unpack(body["categories"])
        return pd.Categorical.from_codes(values, categories, unpacker.unpack(body["ordered"]))
    if form == "masked":
        make = getattr(pd.arrays, _MASKED[values.dtype.kind])
        return make(values, unpacker.unpack(body["mask"]))
    raise DamagedError("it holds a column of a form that is unknown here")


def _string_dtype(body: Plain) -> Any:
    import pandas as pd

    if body["storage"] not in ("python", "pyarrow"):
        raise DamagedError("it holds text of a form that is unknown here")
    if body["missing"] == "NA":
        return pd.StringDtype(body["storage"])
    return pd.StringDtype(body["storage"], na_value=float("nan"))


# Indexes ----------------------------------------------------------------------------------------


def _pack_range(index: Any, packer: "Packer") -> Plain:
    return {"range": [index.start, index.stop, index.step], "name": packer.pack(index.name)}


def _unpack_range(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd

    start, stop, step = body["range"]
    return pd.RangeIndex(start, stop, step, name=unpacker.unpack(body["name"]))


def _pack_index(index: Any, packer: "Packer") -> Plain:
    from pandas.tseries.frequencies import to_offset

    freq = getattr(index, "freq", None)
    if freq is not None and to_offset(freq.freqstr) != freq:
        raise RefusedError(f"a pandas index of frequency {freq!r} cannot be written")
    name = packer.pack(index.name)
    return {"name": name, "freq": freq and freq.freqstr, **_pack_values(index, packer)}


def _unpack_index(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd
    from pandas.tseries.frequencies import to_offset

    name, values = unpacker.unpack(body["name"]), _unpack_values(body, unpacker)
    index = pd.Index(values, name=name, dtype=values.dtype)
    if body["freq"] is not None:
        index.freq = to_offset(body["freq"])
    if type(index).__name__ != body["$"].removeprefix("pandas."):
        raise DamagedError("it holds an index of another kind than it says")
    return index


def _pack_levels(index: Any, packer: "Packer") -> Plain:
    import numpy as np

    return {
        "levels": packer.each(index.levels),
        "codes": packer.each(np.asarray(codes) for codes in index.codes),
        "names": packer.each(index.names),
    }


def _unpack_levels(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd

    levels, codes, names = (unpacker.items(body[key]) for key in ("levels", "codes", "names"))
    return pd.MultiIndex(levels=levels, codes=codes, names=names)


# Series and frames ------------------------------------------------------------------------------


def _about(value: Any, packer: "Packer") -> Plain:
    if not value.flags.allows_duplicate_labels:
        noun = with_article(type(value).__name__)
        raise RefusedError(f"{noun} that allows no duplicate labels cannot be written")
    return {"attrs": packer.pack(value.attrs)}


def _pack_series(series: Any, packer: "Packer") -> Plain:
    return {
        "index": packer.pack(series.index),
        "name": packer.pack(series.name),
        **_about(series, packer),
        **_pack_values(series, packer),
    }


def _unpack_series(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd

    index, name = unpacker.unpack(body["index"]), unpacker.unpack(body["name"])
    attrs = unpacker.unpack(body["attrs"])
    values = _unpack_values(body, unpacker)
    series = pd.Series(values, index, values.dtype, name, copy=True)
    series.attrs = attrs
    return series


def _pack_frame(frame: Any, packer: "Packer") -> Plain:
    body = {
        "index": packer.pack(frame.index),
        "labels": packer.pack(frame.columns),
        **_about(frame, packer),
    }
    columns = []
    for i, label in enumerate(frame.columns):
        try:
            columns.append(_pack_values(frame.iloc[:, i], packer))
        except RefusedError as error:
            error.path.append(f"[{label!r}]")
            raise
    return {**body, "columns": columns}


def _unpack_frame(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd

    index, labels = unpacker.unpack(body["index"]), unpacker.unpack(body["labels"])
    attrs = unpacker.unpack(body["attrs"])
    columns = {}
    for i, column in enumerate(body["columns"]):
        values = _unpack_values(column, unpacker)
        columns[i] = pd.Series(values, index, values.dtype)
    frame = pd.DataFrame(columns, index)
    frame.index, frame.columns, frame.attrs = index, labels, attrs
    return frame


# Moments ----------------------------------------------------------------------------------------


def _pack_timestamp(value: Any, packer: "Packer") -> Plain:
    return {"at": packer.pack(value.asm8), "zone": packer.pack(value.tz)}


def _unpack_timestamp(body: Plain, unpacker: "Unpacker") -> Any:
    import pandas as pd

    moment, zone = pd.Timestamp(unpacker.unpack(body["at"])), unpacker.unpack(body["zone"])
    return moment if zone is None else moment.tz_localize(UTC).tz_convert(zone)


def pandas_kinds() -> tuple[Kind, ...]:
    """Return the kinds of pandas.

    Raises:
        ImportError: pandas is not installed.
    """
    import pandas as pd

    return (
        Kind("pandas.DataFrame", pd.DataFrame, _pack_frame, _unpack_frame, shared=True),
        Kind("pandas.Series", pd.Series, _pack_series, _unpack_series, shared=True),
        Kind("pandas.RangeIndex", pd.RangeIndex, _pack_range, _unpack_range, shared=True),
        Kind("pandas.MultiIndex", pd.MultiIndex, _pack_levels, _unpack_levels, shared=True),
        *(
            Kind(f"pandas.{name}", getattr(pd, name), _pack_index, _unpack_index, shared=True)
            for name in _INDEXES
        ),
        Kind("pandas.Timestamp", pd.Timestamp, _pack_timestamp, _unpack_timestamp),
        Kind(
            "pandas.Timedelta",
            pd.Timedelta,
            lambda value, packer: {"of": packer.pack(value.asm8)},
            lambda body, unpacker: pd.Timedelta(unpacker.unpack(body["of"])),
        ),
        Kind("pandas.NaT", type(pd.NaT), lambda v, packer: {}, lambda b, unpacker: pd.NaT),
        Kind("pandas.NA", type(pd.NA), lambda v, packer: {}, lambda b, unpacker: pd.NA),
    )
