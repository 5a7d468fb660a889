@testable import QuorateLanguage
import Testing

/// What a property says of one state, and what its scan says of a block of them.
@Suite struct PropertyTests {
    typealias P = Property<Word>

    @Test func isShownByASingleState() {
        let always = P.always("small") { $0.number < 5 }
        #expect(!always.isShown(by: Word(number: 4), hasEnabledAction: false))
        #expect(always.isShown(by: Word(number: 5), hasEnabledAction: true))
        let premised = P.always("small when odd", when: { $0.number % 2 == 1 }, then: { $0.number < 5 })
        #expect(!premised.isShown(by: Word(number: 6), hasEnabledAction: true))
        #expect(premised.isShown(by: Word(number: 7), hasEnabledAction: true))
        let reachable = P.reachable("seven") { $0.number == 7 }
        #expect(!reachable.isShown(by: Word(number: 6), hasEnabledAction: false))
        #expect(reachable.isShown(by: Word(number: 7), hasEnabledAction: true))
        let alive = P.deadlockFreedom(unless: { $0.number == 9 })
        #expect(alive.isShown(by: Word(number: 8), hasEnabledAction: false))
        #expect(!alive.isShown(by: Word(number: 8), hasEnabledAction: true))
        #expect(!alive.isShown(by: Word(number: 9), hasEnabledAction: false))
    }

    /// For every block of numbers, against a loop over an array.
    @Test func scansBlocks() {
        let properties: [P] = [
            .always("small") { $0.number < 5 },
            .always("small when odd", when: { $0.number % 2 == 1 }, then: { $0.number < 5 }),
            .reachable("seven") { $0.number == 7 },
            .deadlockFreedom(),
        ]
        for start in UInt64(0)...9 {
            for count in 0...6 {
                let numbers = (0..<count).map { start + UInt64($0) }
                for property in properties {
                    let scan = numbers.withUnsafeBytes { bytes in
                        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) {
                            property.scan(bytes.baseAddress ?? UnsafeRawPointer($0.baseAddress!), count)
                        }
                    }
                    expect(scan, of: property, numbers)
                }
            }
        }
    }

    private func expect(_ scan: PropertyScan, of property: P, _ numbers: [UInt64]) {
        let states = numbers.map(Word.init(number:))
        let hit = states.firstIndex { property.isShown(by: $0, hasEnabledAction: true) }
        #expect(scan.firstHit == hit ?? -1, "\(property.name) of \(numbers)")
        if let premise = property.premise {
            let seen = states.prefix((hit ?? states.count - 1) + 1)
            #expect(scan.premiseHeld == seen.contains(where: premise), "\(property.name) of \(numbers)")
        } else {
            #expect(scan.premiseHeld)
        }
    }
}
