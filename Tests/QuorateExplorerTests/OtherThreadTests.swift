import Foundation
import Testing

@testable import QuorateExplorer

/// Two threads that answer one question after the other.
@Suite struct OtherThreadTests {
    @Test func bothAnswerEveryTime() {
        let other = OtherThread()
        var threads: Set<ObjectIdentifier> = []
        for round in 0..<500 {
            let (here, there) = other.run(
                there: { (round * 3, ObjectIdentifier(Thread.current)) },
                here: { (round * 2, ObjectIdentifier(Thread.current)) })
            #expect(here.0 == round * 2 && there.0 == round * 3)
            #expect(here.1 != there.1)
            threads.insert(there.1)
        }
        #expect(threads.count == 1, "one thread for all of them")
    }

    /// The thread ends with its owner, and what was kept for it goes; one that is never asked for does not begin.
    @Test func nothingIsLeft() {
        final class Witness: Sendable {}
        weak var witness: Witness?
        do {
            let other = OtherThread()
            let mine = Witness()
            witness = mine
            _ = other.run(there: { Thread.current.threadDictionary["witness"] = mine }, here: {})
        }
        for _ in 0..<500 where witness != nil { usleep(10_000) }
        #expect(witness == nil)
        _ = OtherThread()
    }
}
