"""What ``verify`` found."""

from dataclasses import dataclass

from plugboard_nb.exceptions import DivergenceError

__all__ = ["Verification"]


@dataclass(frozen=True)
class Verification:
    """Whether specification, seed and interventions reproduce a branch bit for bit; true if so.

    Attributes:
        branch: Name of the branch.
        ticks: How many ticks were compared.
        difference: The first difference: component, field, tick and both values; ``None`` if there
            is none.
        elsewhere: What came of it in other interpreters, in which sets of texts have another
            order: ``"same"``, ``"different"``, or why they were not asked.
    """

    branch: str
    ticks: int
    difference: DivergenceError | None
    elsewhere: str

    def __bool__(self) -> bool:
        return self.difference is None

    def __repr__(self) -> str:
        if self.difference is not None:
            return f"<branch {self.branch!r} is not reproducible: {self.difference}>"
        also = "here and in other interpreters"
        if self.elsewhere != "same":
            also = f"here; in other interpreters: {self.elsewhere}"
        return f"<branch {self.branch!r} is reproducible over {self.ticks} ticks, {also}>"
