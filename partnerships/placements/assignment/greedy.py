"""A first assignment, found at once: the solver begins with it, and ends with it without time."""

from collections import Counter

from partnerships.placements.assignment.facts import Facts


def greedy(facts: Facts) -> dict[str, str]:
    """Unit by unit, in the order of the lots for no place: the best choice that has seats, else the
    first other site. Sites that stay below their minimum are then closed one by one."""
    start = _Start(facts)
    order = sorted(range(len(facts.units)), key=lambda n: facts.lots(facts.units[n], None))
    for number in sorted(order, key=lambda n: facts.units[n].fixed is None):
        start.place(number)
    while start.close_one():
        continue
    sites = {number: facts.sites[site].id for number, site in start.site.items()}
    return {
        pupil.id: site for number, site in sites.items() for pupil in facts.units[number].members
    }


class _Start:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.site: dict[int, int] = {}
        self.at: dict[int, list[int]] = {}
        self.taken: Counter[tuple[int, str]] = Counter()
        self.closed: set[int] = set()
        self.apart: dict[int, set[int]] = {}
        for one, other in facts.apart:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def place(self, number: int) -> None:
        facts, unit = self.facts, self.facts.units[number]
        wanted = dict.fromkeys(
            facts.number_of_site[site] for pupil in unit.members for site in pupil.choices
        )
        options = facts.options(number)
        allowed = set(options)
        listed = [site for site in wanted if site in allowed]
        for site in [*listed, *options]:
            if self._fits(number, site):
                self._seat(number, site)
                return

    def _fits(self, number: int, site: int) -> bool:
        seats = self.facts.sites[site].seats
        needs = self.facts.units[number].needs
        return (
            site not in self.closed
            and all(
                self.taken[site, name] + need <= seats.get(name, 0) for name, need in needs.items()
            )
            and not any(self.site.get(other) == site for other in self.apart.get(number, ()))
        )

    def _seat(self, number: int, site: int) -> None:
        self.site[number] = site
        self.at.setdefault(site, []).append(number)
        for name, need in self.facts.units[number].needs.items():
            self.taken[site, name] += need

    def close_one(self) -> bool:
        """Closes the emptiest site that is below its minimum and places its pupils anew."""
        loads = {
            site: sum(self.facts.units[number].size for number in units)
            for site, units in self.at.items()
            if units and site in self.facts.has_switch
        }
        lacking = [site for site, load in loads.items() if load < self.facts.sites[site].minimum]
        if not lacking:
            return False
        closed = min(lacking, key=lambda site: (loads[site], site))
        self.closed.add(closed)
        gone = self.at.pop(closed)
        for number in gone:
            del self.site[number]
            for name, need in self.facts.units[number].needs.items():
                self.taken[closed, name] -= need
        for number in gone:
            self.place(number)
        return True
