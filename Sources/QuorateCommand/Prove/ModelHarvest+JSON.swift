import QuorateProver
import QuorateTraces

extension ModelHarvest {
    /// JSON of a harvest, and of what it was good for.
    var json: JSONValue {
        [
            "proved": .boolean(isProved), "obstacle": JSONValue(obstacle),
            "states": JSONValue(known: states), "allStates": .boolean(seesAllStates),
            "sizes": .object(sizes.map { .init(key: $0.sort, value: JSONValue($0.size)) }),
            "clauses": clauses.json, "provenance": provenance.json,
            "unanswered": JSONValue(known: unanswered),
            "implied": implied.map { .array($0.map { .string($0) }) } ?? .null,
            "untold": .array(untold.map { .string($0) }),
            "needed": needed.map { .array($0.map { .string($0) }) } ?? .null,
            "used": .array(used.map { .string($0) }),
            "obligations": finding.map { JSONValue($0.answers.count) } ?? .null,
            "milliseconds": JSONValue(duration / .milliseconds(1)),
        ]
    }
}

extension ModelHarvest.Tally {
    fileprivate var json: JSONValue {
        [
            "tried": JSONValue(tried), "allTried": .boolean(areAllTried),
            "trueInStates": JSONValue(trueInStates), "asked": JSONValue(known: asked),
            "inductive": JSONValue(known: inductive),
        ]
    }
}

extension JSONValue {
    /// The number, or null where it is not known.
    fileprivate init(known number: Int?) { self = number.map { JSONValue($0) } ?? .null }
}
