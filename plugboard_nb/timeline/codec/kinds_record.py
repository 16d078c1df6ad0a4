"""How our own records are written: events, lines of the history, statuses."""

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from plugboard_nb.history import EventRecord, StatusRecord, Uncopied
from plugboard_nb.schemas import Status
from plugboard_nb.timeline.codec.kind import DamagedError, Kind, Plain, RefusedError

if TYPE_CHECKING:
    from plugboard_nb.timeline.codec.packer import Packer
    from plugboard_nb.timeline.codec.unpacker import Unpacker

__all__ = ["EVENT", "RECORDS"]


# Events: only the type stands in the file, the class comes from the process -----------------------


def _pack_event(event: Any, packer: "Packer") -> Plain:
    cls = type(event)
    if packer.events.get(cls.type) is not cls:
        raise RefusedError(
            f"an event of class {cls.__qualname__!r}, which no component declares for the type "
            f"{cls.type!r}, cannot be written"
        )
    return {"type": cls.type, **_pack_model(event, packer)}


def _unpack_event(body: Plain, unpacker: "Unpacker") -> Any:
    cls = unpacker.events.get(body["type"])
    if cls is None:
        raise DamagedError(
            f"it holds an event of type {body['type']!r}, which no component declares"
        )
    return _unpack_model(cls, body, unpacker)


def _pack_model(model: BaseModel, packer: "Packer") -> Plain:
    cls, fields = type(model), vars(model)
    if fields.keys() != cls.model_fields.keys():
        raise RefusedError(f"a {cls.__qualname__} with more than its fields cannot be written")
    return {
        "fields": {name: _pack_field(cls, name, value, packer) for name, value in fields.items()},
        "set": sorted(model.model_fields_set),
        "extra": packer.pack(model.__pydantic_extra__),
        "private": packer.pack(model.__pydantic_private__),
    }


def _pack_field(owner: type[BaseModel], name: str, value: Any, packer: "Packer") -> Any:
    cls = type(value)
    if _models_in(owner, name).get(cls.__name__) is cls:
        return {"$": "model", "name": cls.__name__, **_pack_model(value, packer)}
    return packer.inside(f".{name}", value)


def _unpack_model(cls: type[BaseModel], body: Plain, unpacker: "Unpacker") -> Any:
    """Return a model as it was, without the checks that it may no longer pass."""
    packed = body["fields"]
    if packed.keys() != cls.model_fields.keys() or not set(body["set"]) <= packed.keys():
        raise DamagedError(f"the fields of {cls.__qualname__} were others when it was written")
    fields = {name: _unpack_field(cls, name, data, unpacker) for name, data in packed.items()}
    extra, private = unpacker.unpack(body["extra"]), unpacker.unpack(body["private"])
    if extra and cls.model_config.get("extra") != "allow":
        raise DamagedError(f"a {cls.__qualname__} has more than its fields")
    if set(private or ()) - cls.__private_attributes__.keys():
        raise DamagedError(f"the attributes of {cls.__qualname__} were others when it was written")
    model = cls.__new__(cls)
    state = {
        "__dict__": fields,
        "__pydantic_fields_set__": set(body["set"]),
        "__pydantic_extra__": extra,
        "__pydantic_private__": private,
    }
    BaseModel.__setstate__(model, state)
    return model


def _unpack_field(owner: type[BaseModel], name: str, data: Any, unpacker: "Unpacker") -> Any:
    if type(data) is dict and data.get("$") == "model":
        cls = _models_in(owner, name).get(data["name"])
        if cls is None:
            raise DamagedError(f"{owner.__qualname__}.{name} holds no {data['name']!r} any more")
        return _unpack_model(cls, data, unpacker)
    return unpacker.unpack(data)


def _models_in(owner: type[BaseModel], name: str) -> dict[str, type[BaseModel]]:
    """Return the classes that the annotation of a field names, by their names."""
    annotation = owner.model_fields[name].annotation
    classes = (cls for cls in (annotation, *get_args(annotation)) if isinstance(cls, type))
    return {cls.__name__: cls for cls in classes if issubclass(cls, BaseModel)}


EVENT = Kind("Event", BaseModel, _pack_event, _unpack_event, shared=True)


# Lines of the history ---------------------------------------------------------------------------


def _pack_event_record(record: EventRecord, packer: "Packer") -> Plain:
    cls, parts = packer.events.get(record.type), packer.items(record[:3])
    if isinstance(record.data, BaseModel) and cls is not None:
        data = _pack_field(cls, "data", record.data, packer)
    else:
        data = packer.inside(".data", record.data)
    return {"parts": parts, "data": data}


def _unpack_event_record(body: Plain, unpacker: "Unpacker") -> EventRecord:
    tick, kind, source = unpacker.items(body["parts"])
    if type(tick) is not int or type(kind) is not str or type(source) is not str:
        raise DamagedError("it holds no record of an event where one is due")
    cls = unpacker.events.get(kind)
    if cls is None:
        data = unpacker.unpack(body["data"])
    else:
        data = _unpack_field(cls, "data", body["data"], unpacker)
    return EventRecord(tick, kind, source, data)


def _unpack_status_record(body: Plain, unpacker: "Unpacker") -> StatusRecord:
    tick, entity, status = unpacker.items(body["parts"])
    if type(tick) is not int or type(entity) is not str or type(status) is not str:
        raise DamagedError("it holds no record of a status where one is due")
    return StatusRecord(tick, entity, status)


RECORDS: tuple[Kind, ...] = (
    Kind(
        "Status",
        Status,
        lambda value, packer: {"value": value.value},
        lambda body, unpacker: Status(body["value"]),
    ),
    Kind(
        "Uncopied",
        Uncopied,
        lambda value, packer: {"type": packer.pack(value.type), "text": packer.pack(value.text)},
        lambda b, unpacker: Uncopied(unpacker.unpack(b["type"]), unpacker.unpack(b["text"])),
    ),
    Kind("EventRecord", EventRecord, _pack_event_record, _unpack_event_record),
    Kind(
        "StatusRecord",
        StatusRecord,
        lambda record, packer: {"parts": packer.items(record)},
        _unpack_status_record,
    ),
)
