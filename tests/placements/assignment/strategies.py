"""Small problems of every kind, also such as contradict themselves."""

from hypothesis import strategies as st

from partnerships.placements.assignment.problem import Problem, Pupil, Site

KONSENTRASI = ["TKR", "TKJ"]
places = st.tuples(st.integers(-8, -6), st.integers(105, 108)).map(
    lambda at: (float(at[0]), float(at[1]))
)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    ids = [f"s{n}" for n in range(draw(st.integers(0, 3)))]
    names = [f"p{n}" for n in range(draw(st.integers(0, 5)))]
    sites = [
        Site(
            id=one,
            location=draw(st.none() | places),
            seats=draw(st.dictionaries(st.sampled_from(KONSENTRASI), st.integers(0, 3))),
            minimum=draw(st.integers(0, 4)),
        )
        for one in ids
    ]
    pupils = [
        Pupil(
            id=name,
            concentration=draw(st.sampled_from(KONSENTRASI)),
            choices=tuple(draw(st.permutations(ids)))[: draw(st.integers(0, 3))],
            home=draw(st.none() | places),
            fixed=draw(st.sampled_from([None, None, None, None, *ids])),
        )
        for name in names
    ]
    pairs = [(one, other) for one in names for other in names if one < other]
    few_pairs = st.lists(st.sampled_from(pairs), max_size=2, unique=True) if pairs else st.just([])
    barred = [(name, one) for name in names for one in ids]
    few_barred = st.lists(st.sampled_from(barred), max_size=3, unique=True)
    return Problem(
        pupils=tuple(pupils),
        sites=tuple(sites),
        together=tuple(draw(few_pairs)),
        apart=tuple(draw(few_pairs)),
        forbidden=tuple(draw(few_barred if barred else st.just([]))),
    )
