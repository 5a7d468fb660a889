import QuorateLanguage

@testable import Toys

/// The fixtures as a catalog; their instances are not all as expected.
let fixtures = Catalog([
    .spec(
        Staircase(),
        instances: [
            SpecInstance(Staircase(), .holds(distinct: 5, generated: 5, depth: 4, source: "counted by hand")),
            SpecInstance(
                Staircase(steps: 9, mutant: .leap), .violates("on the stairs", steps: 10, source: "")),
            SpecInstance(Staircase(steps: 5, mutant: .giveUp), .violates("at the top", source: "")),
        ]), .spec(Sleeper()), .spec(Holey()), .spec(Overflow()),
])
