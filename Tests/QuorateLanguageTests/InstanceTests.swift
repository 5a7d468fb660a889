@testable import QuorateLanguage
import Testing
@testable import Toys

/// The identity of what is checked, in the forms in which it is printed and found again.
@Suite struct InstanceTests {
    private let instance = ErasedSpec(Ledger(mutant: .overshoot)).instance
    private let catalog = Catalog([.spec(Ledger())])

    @Test func hasOneTextForEachUse() {
        #expect(instance.label == "Ledger over-shoot clerks=2 top=2 mayReset=0")
        #expect(instance.parts == ["Ledger", "mutant over-shoot", "clerks=2", "top=2", "mayReset=0"])
        #expect(instance.unchanged.label == "Ledger clerks=2 top=2 mayReset=0")
        #expect(
            Instance(spec: "Ledger", mutant: "over-shoot", values: ["top": 1, "clerks": 3]).arguments
                == ["Ledger", "--set", "clerks=3", "--set", "top=1", "--mutant", "over-shoot"])
    }

    @Test func aVariantStandsWhereAMutantDoes() throws {
        let variant = ErasedSpec(Ferry(variant: .fullOnly)).instance
        #expect(variant.label == "Ferry full-only seats=3")
        #expect(variant.parts == ["Ferry", "variant full-only", "seats=3"])
        #expect(variant.arguments == ["Ferry", "--set", "seats=3", "--variant", "full-only"])
        #expect(variant.unchanged.label == "Ferry seats=3")
        #expect(!variant.isSame(as: variant.unchanged) && variant.isSame(as: variant))
        let mutant = Instance(spec: "Ferry", mutant: "full-only", settings: variant.settings)
        #expect(!variant.isSame(as: mutant) && variant.changes == mutant.changes)
        #expect(try variant.spec(in: Catalog([.spec(Ferry())])).instance == variant)
    }

    @Test func comparesParametersInAnyOrder() {
        var other = instance
        other.settings.reverse()
        #expect(instance != other && instance.isSame(as: other))
        other.settings[0].value = 1
        #expect(!instance.isSame(as: other))
        #expect(!instance.isSame(as: instance.unchanged))
    }

    @Test func findsItsSpec() throws {
        #expect(try instance.spec(in: catalog).instance == instance)
        #expect(throws: CatalogError.unknownSpec("Leger", known: ["Ledger"])) {
            try Instance(spec: "Leger").spec(in: catalog)
        }
        #expect(throws: CatalogError.outOfRange("top", 4, spec: "Ledger", range: 1...3)) {
            try Instance(spec: "Ledger", values: ["top": 4]).spec(in: catalog)
        }
        let error = #expect(throws: SpecError.self) {
            try Instance(spec: "Ledger", values: ["clerks": 1, "mayReset": 1]).spec(in: catalog)
        }
        #expect(error?.message == "one clerk cannot reset")
    }
}
