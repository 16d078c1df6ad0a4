"""Connectors, their builders, and the channel for use on its own."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from parts import Pass, Source
from plugboard_nb import (
    AsyncioConnector,
    ConnectorBuilder,
    ConnectorSpec,
    LocalProcess,
    ValidationError,
    connect,
)
from plugboard_nb.connector import AsyncioChannel, ChannelStatistics, as_connector
from plugboard_nb.exceptions import ChannelClosedError, ChannelSetupError
from plugboard_nb.schemas import ConnectorMode, ConnectorSocket

# Specs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    ["a.x", {"entity": "a", "descriptor": "x"}, ConnectorSocket(entity="a", descriptor="x")],
    ids=["text", "dict", "socket"],
)
def test_a_spec_takes_each_form_of_an_end(end: Any) -> None:
    spec = ConnectorSpec.model_validate({"source": end, "target": "b.y"})
    assert spec.id == "a.x..b.y"
    assert (spec.source.entity, spec.source.descriptor) == ("a", "x")
    assert spec.mode is ConnectorMode.PIPELINE


def test_modes_are_pipeline_and_pubsub() -> None:
    assert [str(mode) for mode in ConnectorMode] == ["pipeline", "pubsub"]
    assert connect("a.x", "b.y", mode="pubsub").spec.mode is ConnectorMode.PUBSUB


@pytest.mark.parametrize("given", ["a.x", "a.x -> b", "a b.x -> c.y", ("a.x",), 7, "a.x.y -> b.z"])
def test_what_is_no_connector_is_refused_with_what_to_write(given: Any) -> None:
    with pytest.raises(ValueError, match=r"is no connector.*write 'a\.x -> b\.y'") as caught:
        as_connector(given)
    assert "Value error" not in str(caught.value)


def test_a_process_lists_every_connector_that_is_none() -> None:
    with pytest.raises(ValidationError) as caught:
        LocalProcess([Pass(name="a")], ["a.x", ("a.y",)])
    assert len(caught.value.problems) == 2


# Connectors and builders --------------------------------------------------------------------------


def test_connector_takes_spec_and_maxsize() -> None:
    spec = ConnectorSpec.from_ref("a.x -> b.y")
    wire = AsyncioConnector(spec, maxsize=3)
    assert (wire.id, wire.spec, wire.maxsize) == ("a.x..b.y", spec, 3)
    with pytest.raises(ChannelSetupError, match=r"'a\.x\.\.b\.y' has maxsize -1"):
        AsyncioConnector(spec, maxsize=-1)


def test_builders_make_connectors_with_their_arguments() -> None:
    spec = ConnectorSpec.from_ref("a.x -> b.y")
    for builder in (
        ConnectorBuilder(AsyncioConnector, maxsize=4),
        AsyncioConnector.builder(maxsize=4),
    ):
        built = builder.build(spec)
        assert isinstance(built, AsyncioConnector)
        assert (built.spec, built.maxsize) == (spec, 4)
        assert builder.build_event_connectors([Source([], name="a")]) == []


def test_export_and_dict_are_plain_data() -> None:
    wire = connect("a.x", "b.y")
    ends = {
        "source": {"entity": "a", "descriptor": "x"},
        "target": {"entity": "b", "descriptor": "y"},
    }
    assert wire.dict() == {"id": "a.x..b.y", "spec": {**ends, "mode": "pipeline"}}
    assert wire.export()["type"] == "plugboard_nb.connector.AsyncioConnector"


def test_both_ends_of_a_connector_share_a_channel() -> None:
    async def talk() -> Any:
        wire = connect("a.x", "b.y")
        await (await wire.connect_send()).send(5)
        return await (await wire.connect_recv()).recv()

    assert asyncio.run(talk()) == 5


# Channels ---------------------------------------------------------------------------------------


def test_a_closed_channel_still_delivers_what_was_sent() -> None:
    async def talk() -> list[int]:
        channel = AsyncioChannel()
        await channel.send(1)
        await channel.send(2)
        await channel.close()
        assert channel.is_closed
        return [await channel.recv(), await channel.recv()]

    assert asyncio.run(talk()) == [1, 2]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda channel: channel.send(1), "cannot send: the channel is closed"),
        (lambda channel: channel.recv(), "cannot receive: the channel is closed and empty"),
    ],
    ids=["send", "recv"],
)
def test_a_closed_channel_refuses(act: Callable[[AsyncioChannel], Any], message: str) -> None:
    async def talk() -> None:
        channel = AsyncioChannel()
        await channel.close()
        await channel.close()
        await act(channel)

    with pytest.raises(ChannelClosedError, match=message):
        asyncio.run(talk())


def test_a_full_channel_makes_the_sender_wait() -> None:
    async def talk() -> None:
        channel = AsyncioChannel(maxsize=1)
        await channel.send(1)
        second = asyncio.create_task(channel.send(2))
        await asyncio.sleep(0)
        assert not second.done()
        assert channel.statistics() == ChannelStatistics(waiting=1, capacity=1, closed=False)
        assert await channel.recv() == 1
        await second
        assert await channel.recv() == 2

    asyncio.run(talk())


def test_closing_wakes_who_waits() -> None:
    async def talk() -> None:
        channel = AsyncioChannel()
        receiver = asyncio.create_task(channel.recv())
        await asyncio.sleep(0)
        await channel.close()
        with pytest.raises(ChannelClosedError):
            await receiver

    asyncio.run(talk())


def test_negative_maxsize_is_refused() -> None:
    with pytest.raises(ChannelSetupError, match="maxsize is -1; it must be 0"):
        AsyncioChannel(-1)
