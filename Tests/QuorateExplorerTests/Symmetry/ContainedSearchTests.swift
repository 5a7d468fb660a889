@testable import QuorateExplorer
@testable import QuorateLanguage
import Testing

/// Values in containers of all kinds, in groups of which two share a type: the search up to them against one that stores
/// every state.
@Suite struct ContainedSearchTests {
    @Test(arguments: 1...14)
    func reducedSearchFindsTheSame(effect: Int) async throws {
        let system = ContainedSystem(effects: [0, effect, effect % 14 + 1], most: effect % 4 + 1)
        var explorer = Explorer(system, workers: 1 + effect % 2, continuesAfterViolation: true)
        let plain = try await explorer.run()
        explorer.symmetry = .checked
        let reduced = try await explorer.run()
        expectTheSame(reduced, plain, "\(system)")
        #expect(plain.distinctStates >= 9 && reduced.symmetry?.permutations == 16, "\(system)")
    }

    @Test(arguments: [ContainedSystem.Value.a, .b, .c, .d])
    func flawIsRefused(value: ContainedSystem.Value) async throws {
        var system = ContainedSystem(effects: [0, Int(value.packed) * 3], most: 4)
        system.flaw = .init(value: value, colour: .blue)
        var explorer = Explorer(system)
        explorer.symmetry = .checked
        let error = await #expect(throws: SpecError.self) { try await explorer.run() }
        #expect(error?.message.contains("`move` treats") == true, "\(system)")
    }
}
