import QuorateLanguage
import QuorateTraces

@testable import CommitSpecs

/// The shortest run in which two-phase commit with the mutant hasty-commit breaks consistency, written by hand.
enum HastyCommit {
    static let spec = ErasedSpec(TwoPhaseCommit(managers: 3, mutant: .hastyCommit))

    static let trace = Trace(
        of: Instance(
            spec: "TwoPhaseCommit", mutant: "hasty-commit", settings: [.init(name: "managers", value: 3)]),
        property: "consistency", propertyKind: .always,
        propertySite: SourceSite(file: "QuorateSpecs/TwoPhaseCommit.swift", line: 7),
        steps: [
            step("prepare", "r0", line: 35), step("receivePrepared", "r0", line: 32),
            step("commit", line: 29), step("obeyCommit", "r0", line: 40), step("abortAlone", "r1", line: 39),
        ],
        states: [
            state(["working", "working", "working"], [], [], "undecided"),
            state(["prepared", "working", "working"], ["r0"], [], "undecided"),
            state(["prepared", "working", "working"], ["r0"], ["r0"], "undecided"),
            state(["prepared", "working", "working"], ["r0"], ["r0"], "committed"),
            state(["committed", "working", "working"], ["r0"], ["r0"], "committed"),
            state(["committed", "aborted", "working"], ["r0"], ["r0"], "committed"),
        ])

    static func step(_ name: String, _ replica: String? = nil, line: Int) -> Trace.Step {
        let arguments = replica.map { [SpecValue.Field(name: ".0", value: .string($0))] } ?? []
        return Trace.Step(
            action: .init(name: name, arguments: arguments),
            site: SourceSite(file: "QuorateSpecs/TwoPhaseCommit.swift", line: line))
    }

    static func state(
        _ managers: [String], _ prepared: [String], _ acknowledged: [String], _ decision: String
    ) -> [SpecValue.Field] {
        let entries = managers.enumerated().map {
            SpecValue.Entry(key: .string("r\($0)"), value: .string($1))
        }
        return [
            .init(name: "manager", value: .map(entries)),
            .init(name: "prepared", value: .set(prepared.map(SpecValue.string))),
            .init(name: "acknowledged", value: .set(acknowledged.map(SpecValue.string))),
            .init(name: "decision", value: .string(decision)),
        ]
    }
}
