@testable import QuorateLanguage
import QuorateQuorums
import Testing

/// What keeps a spec from being searched is found before the search, and the message says what to change.
@Suite struct SpecProblemTests {
    @Test func soundSpecsHaveNone() {
        #expect(ErasedSpec(Ledger()).problem() == nil)
        #expect(ErasedSpec(Ledger(mutant: .overshoot)).problem() == nil)
        #expect(ErasedSpec(Odd<Word>()).problem() == nil)
        #expect(ErasedSpec(Odd<Word>(from: [])).problem() == nil)
    }

    @Test func parametersOutOfRange() {
        expect(Ledger(top: 4), "Ledger: top=4 is out of range: 1 to 3")
        expect(Ledger(clerks: []), "clerks=0 is out of range: 1 to 4")
    }

    @Test func parametersOfTheSameName() {
        expect(
            Odd<Word>(parameterNames: ["size", "speed", "size"]), "two parameters are called size",
            "names are unique")
        #expect(ErasedSpec(Odd<Word>(parameterNames: ["size", "speed"])).problem() == nil)
    }

    @Test func combinationsThatTheSpecRefuses() {
        expect(Ledger(clerks: [0], mayReset: true), "Ledger: one clerk cannot reset")
        expect(Ledger(clerks: ReplicaSet(count: 4), mayReset: true), "Ledger: here:3: too many clerks")
    }

    @Test func propertiesOfTheSameName() {
        let problem = expect(
            Odd<Word>(propertyNames: ["safe", "live", "safe"]), "two properties are called \"safe\"",
            "Odd.swift:")
        #expect(problem?.site?.file == "QuorateLanguageTests/Odd.swift")
    }

    @Test func mutantsOfAnUnknownProperty() {
        let problem = expect(
            Ledger(mutant: .lost),
            "mutant lost names the property \"nobody wrote this\", which does not exist; the spec has \"")
        #expect(problem?.site?.file == "QuorateLanguageTests/Ledger.swift")
    }

    @Test func actionsThatSayTheyAreAnother() {
        expect(Odd<Word>(confusesKinds: true), "action walk says that its kind is run")
        // Even where the guard is false, and where the action has no arguments.
        expect(Odd<Word>(confusesKinds: true, isEnabled: false), "action walk says that its kind is run")
        expect(Odd<Word>(confusesRest: true), "action rest says that its kind is walk")
    }

    /// Known before the search, wherever the action is taken, and even if it never is.
    @Test func actionsThatNobodyTakesAndSayTheyAreAnother() {
        expect(Misnamed(), "action leave says that its kind is arrive; make `kind` say leave")
    }

    @Test func initialStatesThatAreOthersEachTime() {
        expect(Restless(), "`initialStates` gives other states when it is asked again")
    }

    @Test func layouts() {
        expect(Odd<HoleState>(initialStates: [HoleState()]), "Odd<HoleState>: HoleState has a hole of 1 byte")
    }

    @Test func kindsThatAreNotAPlainEnum() {
        let message = "must be an enum without payloads, of at most 256 cases"
        expect(Kinds<PayloadKind>(kind: .walk(0)), "PayloadKind \(message)")
        expect(Kinds<ReorderedKind>(kind: .walk), "ReorderedKind \(message)")
        expect(Kinds<WideKind>(kind: WideKind(number: 0)), "WideKind \(message)")
        expect(Kinds<ReorderedKind>(kind: .walk), "leave `allCases` to the compiler")
        // A single kind takes no byte at all.
        #expect(ErasedSpec(Careless()).problem() == nil)
    }

    @Test func faultsInInitialStates() {
        expect(
            Careless(startsOutside: true),
            "in an initial state: 9 is outside the range 0 to 3 of a BoundedInt")
        #expect(ErasedSpec(Careless()).problem() == nil)
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
