"""Groups the people of several plans into persons: by e-mail, by what was answered, by equal name; likeness only raises questions."""

from collections.abc import Mapping, Sequence

from milepost.exchange.people.names import name_key, similar_candidates, similar_names
from milepost.exchange.pool.question import Seen, Unclear, question


class Grouping:
    """People joined step by step; `unclear` are the questions that are left."""

    def __init__(self, seen: Sequence[Seen], same: Mapping[str, str]) -> None:
        self.seen = seen
        self.unclear: list[Unclear] = []
        self._root = list(range(len(seen)))
        pairs = [(name_key(one), name_key(other)) for one, other in same.items()]
        self._alone = {one for one, other in pairs if one == other}
        self._told = [(one, other) for one, other in pairs if one != other]
        self._by_key: dict[str, list[int]] = {}
        for index, one in enumerate(seen):
            for key in dict.fromkeys((one.key, one.email)):
                if key:
                    self._by_key.setdefault(key, []).append(index)
        self._by_email()
        self._by_answer()
        self._by_name()
        self._by_likeness()

    def groups(self) -> list[list[Seen]]:
        """One list per person, in order of first appearance."""
        found: dict[int, list[Seen]] = {}
        for index, one in enumerate(self.seen):
            found.setdefault(self._top(index), []).append(one)
        return list(found.values())

    def _top(self, index: int) -> int:
        while self._root[index] != index:
            self._root[index] = self._root[self._root[index]]
            index = self._root[index]
        return index

    def _join(self, indexes: Sequence[int]) -> None:
        tops = sorted(self._top(index) for index in indexes)
        for top in tops:
            self._root[top] = tops[0]

    def _by_email(self) -> None:
        for one in self.seen:
            if one.email:
                self._join([index for index in self._by_key[one.email] if self.seen[index].email == one.email])

    def _by_answer(self) -> None:
        for one, other in self._told:
            if indexes := [*self._by_key.get(one, []), *self._by_key.get(other, [])]:
                self._join(indexes)

    def _names(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, one in enumerate(self.seen):
            found.setdefault(one.key, []).append(index)
        return found

    def _by_name(self) -> None:
        """Equal names are one person, unless addresses differ or a plan has the name twice."""
        emails_of: dict[int, set[str]] = {}
        for index, one in enumerate(self.seen):
            if one.email:
                emails_of.setdefault(self._top(index), set()).add(one.email)
        for key, indexes in self._names().items():
            tops = list(dict.fromkeys(self._top(index) for index in indexes))
            if len(tops) < 2:
                continue
            members = [next(index for index in indexes if self._top(index) == top) for top in tops]
            with_email = [top for top in tops if emails_of.get(top)]
            plans = [{self.seen[index].plan for index in indexes if self._top(index) == top} for top in tops]
            twice = sum(len(found) for found in plans) > len(set().union(*plans))
            if len(with_email) <= 1 and not twice:
                self._join(members)
                continue
            settled = key in self._alone or sum(bool(self._alone & emails_of.get(top, set())) for top in tops) >= len(tops) - 1
            if not settled and len(set().union(*plans)) > 1:
                reason = "the same name with different e-mail addresses" if len(with_email) > 1 else "one plan has this name twice"
                self.unclear.append(question([self.seen[index] for index in members], reason))

    def _by_likeness(self) -> None:
        """Questions about names that are nearly the same, in different plans, without addresses that settle it."""
        by_name = self._names()
        shown = {key: self.seen[indexes[0]].resource.name for key, indexes in by_name.items()}
        index = similar_candidates(shown.values())
        asked: set[frozenset[str]] = set()
        for key, name in shown.items():
            for other, why in similar_names(name, index).items():
                other_key = name_key(other)
                pair = frozenset((key, other_key))
                if pair not in asked and not pair & self._alone and self._open(by_name[key], by_name[other_key]):
                    self.unclear.append(question([self.seen[by_name[key][0]], self.seen[by_name[other_key][0]]], why))
                asked.add(pair)

    def _open(self, mine: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether two names may still be one person: not known as one, not both with an address, not side by side in one plan only."""
        plans = {self.seen[index].plan for index in (*mine, *theirs)}
        addressed = all(self.seen[index].email for index in (*mine, *theirs))
        joined = {self._top(index) for index in mine} & {self._top(index) for index in theirs}
        return len(plans) > 1 and not addressed and not joined
