@testable import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

@Suite struct CatalogTests {
    let entry = Catalog.Entry.spec(
        Ledger(),
        instances: [SpecInstance(Ledger(top: 1), .holds(distinct: 8, source: "by hand"))])

    @Test func findsSpecsByName() throws {
        let catalog = Catalog([entry, .spec(Leaper())])
        #expect(catalog.entries.map(\.standard.name) == ["Ledger", "Leaper"])
        #expect(try catalog.entry("Leaper").standard.name == "Leaper")
        #expect(throws: CatalogError.unknownSpec("Leger", known: ["Ledger", "Leaper"])) {
            try catalog.entry("Leger")
        }
    }

    @Test func anEntryHasItsMutantsAndInstances() {
        #expect(entry.mutants.map(\.name) == ["over-shoot", "lost"])
        #expect(entry.mutants.map(\.expectation.property) == ["bounded", "nobody wrote this"])
        #expect(entry.instances.map(\.spec.settings[1].value) == [1])
        #expect(entry.instances[0].expected.distinctStates == 8)
        #expect(Catalog.Entry.spec(Leaper()).mutants.isEmpty)
    }

    @Test func setsParametersByName() throws {
        func values(_ settings: [String: Int]) throws -> [Int] {
            try entry.spec(settings: settings).settings.map(\.value)
        }
        #expect(try values([:]) == [2, 2, 0])
        #expect(try values(["clerks": 4, "mayReset": 1]) == [4, 2, 1])
        #expect(try values(["top": 3]) == [2, 3, 0])
        let spec = try entry.spec(settings: ["clerks": 3], mutant: "over-shoot")
        #expect(spec.mutant == "over-shoot")
        #expect(spec.takes(Ledger.State.words([2])).filter { $0.successor != nil }.count == 4)
        #expect(try entry.spec(settings: [:]).mutant == nil)
    }

    @Test func refusesWhatItDoesNotKnow() {
        let known = ["clerks", "top", "mayReset"]
        expect(.unknownParameter("clerk", spec: "Ledger", known: known), ["clerk": 2])
        expect(.outOfRange("top", 4, spec: "Ledger", range: 1...3), ["top": 4])
        expect(.outOfRange("mayReset", 2, spec: "Ledger", range: 0...1), ["mayReset": 2])
        expect(.outOfRange("clerks", 0, spec: "Ledger", range: 1...4), ["clerks": 0, "top": 9])
        expect(.unknownMutant("overshoot", spec: "Ledger", known: ["over-shoot", "lost"]), [:], "overshoot")
        #expect(throws: CatalogError.unknownMutant("none", spec: "Leaper", known: [])) {
            try Catalog.Entry.spec(Leaper()).spec(settings: [:], mutant: "none")
        }
    }

    /// What no parameter sets would make two instances of one name.
    @Test func storedValuesAreParameters() {
        #expect(Catalog([entry]).problem == nil)
        let hidden = Catalog.Entry.spec(
            Hidden(), instances: [SpecInstance(Hidden(forwards: true), .holds(source: "by hand"))])
        let problem = Catalog([entry, hidden]).problem
        #expect(
            problem?.description
                == "Hidden: the instance size=2 has forwards = true, which its parameters do not say: they make false"
                + " of it, so reports and traces would be those of another instance; declare it in `parameters`, or"
                + " as a mutant or variant")
        let scattered = Hidden(clerks: [1, 3])
        #expect(Catalog([.spec(scattered)]).problem == nil, "a default that the parameters leave alone")
        let nested = Catalog.Entry.spec(
            Hidden(), instances: [SpecInstance(Hidden(inner: .init(depth: 3)), .holds(source: "by hand"))])
        #expect(Catalog([nested]).problem?.message.contains("has inner.depth = 3") == true)
        let veiled = Catalog.Entry.spec(
            Hidden(), instances: [SpecInstance(Hidden(veiled: .init(kept: 3)), .holds(source: "by hand"))])
        #expect(Catalog([veiled]).problem?.message.contains("has veiled = ") == true)
        let sized = Catalog.Entry.spec(
            Hidden(), instances: [SpecInstance(Hidden(size: 3), .holds(source: "by hand"))])
        #expect(Catalog([sized]).problem == nil)
    }

    @Test func variantsAreKnownByName() throws {
        let ferry = Catalog.Entry.spec(Ferry())
        #expect(ferry.variants.map(\.name).prefix(2) == ["other-comparison", "full-only"])
        #expect(ferry.variants.map(\.expectation.extent).prefix(2) == [.behavesTheSame, .holds])
        #expect(ferry.variants[1].expectation.source == "a captain, page 3")
        #expect(ferry.variants[1].expectation.site.file == "Toys/Ferry.swift")
        #expect(entry.variants.isEmpty)
        let spec = try ferry.spec(settings: ["seats": 2], variant: "standing")
        #expect(spec.label == "Ferry standing seats=2" && spec.variant == "standing" && spec.mutant == nil)
        #expect(spec.variantExpectation?.reason == "one may stand" && spec.mutantExpectation == nil)
        #expect(try ferry.spec(settings: [:]).variantExpectation == nil)
        let known = Ferry.Variant.allCases.map(\.rawValue)
        #expect(throws: CatalogError.unknownVariant("overloaded", spec: "Ferry", known: known)) {
            try ferry.spec(settings: [:], variant: "overloaded")
        }
        #expect(throws: CatalogError.mutantWithVariant("overloaded", "standing", spec: "Ferry")) {
            try ferry.spec(settings: [:], mutant: "overloaded", variant: "standing")
        }
        #expect(throws: CatalogError.unknownVariant("none", spec: "Leaper", known: [])) {
            try Catalog.Entry.spec(Leaper()).spec(settings: [:], variant: "none")
        }
    }

    /// A variant is no stored value that nobody can ask for; its namesake among the mutants would be.
    @Test func variantsOfInstancesAreDeclared() {
        let row = SpecInstance<Ferry>.holds(Ferry(seats: 4, variant: .fullOnly), distinct: 6)
        #expect(Catalog([.spec(Ferry(), instances: [row])]).problem == nil)
        #expect(Catalog([.spec(Namesakes())]).problem?.message.contains("both called slow") == true)
    }

    @Test func twoSpecsOfOneName() {
        #expect(Catalog([entry, entry]).problem?.message.contains("two specs of this name") == true)
    }

    private func expect(
        _ error: CatalogError, _ settings: [String: Int], _ mutant: String? = nil,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: place) { try entry.spec(settings: settings, mutant: mutant) }
    }
}

/// A spec with stored values that are no parameters.
private struct Hidden: Spec {
    struct Inner { var depth = 1 }
    /// A structure that says itself what it is made of, and leaves something out.
    struct Veiled: Equatable, CustomReflectable {
        var shown = 1
        var kept = 2
        var customMirror: Mirror { Mirror(self, children: ["shown": shown], displayStyle: .struct) }
    }

    var size = 2
    var forwards = false
    var clerks: ReplicaSet = [0]
    var inner = Inner()
    var veiled = Veiled()
    let closure: @Sendable () -> Int = { 1 }

    var parameters: [Parameter<Self>] { [Parameter("size", \.size, in: 1...3)] }
    var initialStates: [Word] { [] }
    var properties: [Property<Word>] { [] }
    func actions(in s: Word, _ next: inout Next<Self>) {}
    typealias Action = Leaper.Action
}

@Suite struct ParameterTests {
    struct Sized: Spec {
        var replicas = ReplicaSet(count: 3)
        var rounds = 7
        var isFair = true
        var initialStates: [Word] { [] }
        var properties: [Property<Word>] { [] }
        func actions(in s: Word, _ next: inout Next<Self>) {}
        enum Action: SpecAction {
            case wait
        }
    }

    @Test func getsAndSets() {
        var spec = Sized()
        let size = Parameter<Sized>("size", \.replicas, in: 0...99)
        #expect(size.get(spec) == 3)
        for count in 0...16 {
            size.set(&spec, count)
            #expect(spec.replicas == ReplicaSet(count: count) && size.get(spec) == count)
        }
        let rounds = Parameter<Sized>("rounds", \.rounds, in: -4...4)
        rounds.set(&spec, -3)
        #expect(spec.rounds == -3 && rounds.get(spec) == -3 && rounds.range == -4...4)
        let isFair = Parameter<Sized>("isFair", \.isFair)
        #expect(isFair.get(spec) == 1)
        isFair.set(&spec, 0)
        #expect(!spec.isFair && isFair.get(spec) == 0)
        isFair.set(&spec, 1)
        #expect(spec.isFair && isFair.range == 0...1)
    }

    /// A set cannot hold more than sixteen replicas, whatever the spec says.
    @Test func aSetHasAtMostSixteenReplicas() {
        #expect(Parameter<Sized>("size", \.replicas, in: 1...99).range == 1...16)
        #expect(Parameter<Sized>("size", \.replicas, in: -2...5).range == 0...5)
    }
}

@Suite struct ExpectedRunTests {
    @Test func saysWhatIsExpected() {
        let holds = ExpectedRun.holds(distinct: 56, generated: 154, depth: 7, source: "TLC")
        #expect(holds.verdict == .holds && holds.steps == nil && !holds.isLong && holds.source == "TLC")
        #expect([holds.distinctStates, holds.generatedStates, holds.depth] == [56, 154, 7])
        let violates = ExpectedRun.violates("agreement", steps: 5, distinct: 9, source: "paper", isLong: true)
        #expect(violates.verdict == .violates("agreement") && violates.steps == 5 && violates.isLong)
        #expect([violates.distinctStates, violates.generatedStates, violates.depth] == [9, nil, nil])
    }

    @Test func aBenchmarkNamesItsTwins() {
        let instance = Catalog.Instance(spec: ErasedSpec(Ledger()), expected: .holds(source: "by hand"))
        let benchmark = BenchmarkCase(
            "ledger", instance, twins: [.init(.spin, model: "byte x;", leadingStates: 1)])
        #expect(benchmark.name == "ledger" && benchmark.instance.spec.name == "Ledger")
        #expect(benchmark.twins.map(\.tool) == [.spin] && benchmark.twins[0].leadingStates == 1)
        #expect(Catalog([], benchmarks: [benchmark]).benchmarks.count == 1)
    }
}
