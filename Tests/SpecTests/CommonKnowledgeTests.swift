import QuorateExplorer
import QuorateLanguage
import Testing

@testable import NetworkSpecs

@Suite struct CommonKnowledgeTests {
    /// k messages that arrive over a lossy link are worth k levels of knowledge, and no more.
    @Test(arguments: 0...6, [false, true])
    func everyMessageAddsOneLevel(messages: Int, byTheClock: Bool) async throws {
        for levels in 0...7 {
            let spec = CommonKnowledge(messages: messages, byTheClock: byTheClock, levels: levels)
            let known = try await outcome(of: "knowledge of the order", in: spec)
            #expect(known == (levels <= messages ? .holds : .violated), "\(levels) levels")
        }
    }

    /// Over a reliable link one message gives every level: there is no other run to consider.
    @Test(arguments: 1...6, [false, true])
    func oneReliableMessageIsCommonKnowledge(messages: Int, byTheClock: Bool) async throws {
        let spec = CommonKnowledge(messages: messages, lossy: false, byTheClock: byTheClock, levels: 7)
        #expect(try await outcome(of: "knowledge of the order", in: spec) == .holds)
    }
}
