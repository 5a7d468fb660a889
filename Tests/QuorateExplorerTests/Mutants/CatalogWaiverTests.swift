import QuorateExplorer
import QuorateLanguage
import Testing

@testable import QuorateSpecs

/// The waivers of the catalog, as far as they can be read without making the mutants.
@Suite struct CatalogWaiverTests {
    private static let waived = catalog.entries.filter { !$0.standard.waivedMutants.isEmpty }

    @Test func someMutantsAreWaived() { #expect(Self.waived.count > 10) }

    /// `quorate mutate` refuses a waiver of nothing; that an action has another name now shows at once.
    @Test(arguments: waived.indices)
    func waiversNameActionsAndGiveReasons(position: Int) {
        let spec = Self.waived[position].standard
        for waiver in spec.waivedMutants {
            if [.dropGuard, .neverTake, .dropEffect].contains(waiver.kind) {
                #expect(spec.actionNames.contains(waiver.subject), "\(waiver.site)")
            }
            #expect(waiver.reason.split(separator: " ").count > 4, "\(waiver.site)")
            #expect(!waiver.reason.hasSuffix("."), "\(waiver.site)")
        }
    }

    @Test func noMutantIsWaivedTwice() {
        for spec in Self.waived.map(\.standard) {
            let mutants = spec.waivedMutants.map { [$0.kind.rawValue, $0.subject, "\($0.ordinal ?? 0)"] }
            #expect(Set(mutants).count == mutants.count, "\(spec.name)")
        }
    }
}
