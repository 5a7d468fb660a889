@testable import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

/// What keeps a spec from being searched is found before the search, and the message says what to change.
@Suite struct SpecProblemTests {
    @Test func soundSpecsHaveNone() {
        #expect(ErasedSpec(Ledger()).problem() == nil)
        #expect(ErasedSpec(Ledger(mutant: .overshoot)).problem() == nil)
        #expect(ErasedSpec(Malformed<Word>()).problem() == nil)
        #expect(ErasedSpec(Malformed<Word>(from: [])).problem() == nil)
    }

    @Test func parametersOutOfRange() {
        expect(Ledger(top: 4), "Ledger: top=4 is out of range: 1 to 3")
        expect(Ledger(clerks: []), "clerks=0 is out of range: 1 to 4")
    }

    @Test func parametersOfTheSameName() {
        expect(
            Malformed<Word>(parameterNames: ["size", "speed", "size"]), "two parameters are called size",
            "names are unique")
        #expect(ErasedSpec(Malformed<Word>(parameterNames: ["size", "speed"])).problem() == nil)
    }

    @Test func combinationsThatTheSpecRefuses() {
        expect(Ledger(clerks: [0], mayReset: true), "Ledger: one clerk cannot reset")
        expect(Ledger(clerks: ReplicaSet(count: 4), mayReset: true), "Ledger: here:3: too many clerks")
    }

    @Test func propertiesOfTheSameName() {
        let problem = expect(
            Malformed<Word>(propertyNames: ["safe", "live", "safe"]), "two properties are called \"safe\"",
            "Malformed.swift:")
        #expect(problem?.site?.file == "QuorateLanguageTests/Malformed.swift")
    }

    @Test func mutantsOfAnUnknownProperty() {
        let problem = expect(
            Ledger(mutant: .lost),
            "mutant lost names the property \"nobody wrote this\", which does not exist; the spec has \"")
        #expect(problem?.site?.file == "Toys/Ledger.swift")
    }

    @Test func mutantsAndVariantsOfTheSameName() {
        let problem = expect(
            Namesakes(), "a mutant and a variant are both called slow; give one of them another name")
        #expect(problem?.site?.file == "QuorateLanguageTests/SpecProblemTests.swift")
        #expect(ErasedSpec(Ferry(variant: .standing)).problem() == nil)
    }

    @Test func mutantAndVariantAtOnce() {
        let problem = expect(
            Ferry(mutant: .overloaded, variant: .standing),
            "Ferry: ", "mutant overloaded and variant standing are both set; ", "set one of them")
        #expect(problem?.site?.file == "Toys/Ferry.swift")
    }

    @Test func requiredActionsThatDoNotExist() {
        expect(
            Malformed<Word>(requiredActions: ["run", "sprint"]),
            "`requiredActions` names sprint, which is no action; there are walk, rest, run")
    }

    @Test func actionsThatAreNoEnum() {
        expect(Structured(), "Action is no enum; make each action a case of one, with its arguments")
    }

    @Test func initialStatesThatAreOthersEachTime() {
        expect(Restless(), "`initialStates` gives other states when it is asked again")
    }

    @Test func layoutsWithHolesAreRefused() {
        expect(
            Malformed<HoleState>(initialStates: [HoleState()]),
            "Malformed<HoleState>: HoleState has a hole of 1 byte")
    }

    @Test func faultsInInitialStates() {
        expect(
            Leaper(startsOutside: true),
            "in an initial state: 9 is outside the range 0 to 3 of a BoundedInt")
        #expect(ErasedSpec(Leaper()).problem() == nil)
    }

    @discardableResult
    private func expect(
        _ spec: some Spec, _ parts: String..., at place: SourceLocation = #_sourceLocation
    ) -> SpecError? {
        let problem = ErasedSpec(spec).problem()
        let text = problem?.description ?? "no problem"
        for part in parts { #expect(text.contains(part), sourceLocation: place) }
        return problem
    }
}

/// A spec whose mutant and variant have one name.
struct Namesakes: Spec {
    enum Mutant: String, SpecMutant {
        case slow
        var expectation: MutantExpectation { .breaks("safe", "is slow") }
    }
    enum Variant: String, SpecVariant {
        case slow
        var expectation: VariantExpectation { .holds("slow is safe") }
    }
    var mutant: Mutant?
    var variant: Variant?
    var initialStates: [Word] { [] }
    var properties: [Property<Word>] { [.always("safe") { _ in true }] }
    func actions(in s: Word, _ next: inout Next<Self>) {}
    typealias Action = Leaper.Action
}
