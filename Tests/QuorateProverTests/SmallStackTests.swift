import Foundation
import QuorateQuorums
import Synchronization
import Testing

@testable import QuorateProver

/// Nothing that is walked in depth outgrows the stack of a thread.
@Suite struct SmallStackTests {
    private static let n: Quantity = "n"

    @Test func nestingIsRefusedBeforeTheStackEnds() throws {
        let sum = (0..<5000).reduce(Self.n) { sum, _ in sum + 1 }
        let long = Claim("long", "A long sum.") {
            sum >= 1
        } then: {
            Self.n >= 0
        }
        let finding = try onSmallStack { try Prover().decide(Self.nested(Claim.nestingLimit)) }
        guard case .proved = finding.verdict else {
            Issue.record("\(finding.verdict)")
            return
        }
        #expect(throws: ClaimError.tooDeep(claim: "nested")) {
            try Prover().decide(Self.nested(Claim.nestingLimit + 1))
        }
        #expect(throws: ClaimError.tooDeep(claim: "long")) { try Prover().decide(long) }
        let doubled = (0..<60).reduce(Self.n) { sum, _ in sum + sum }
        let huge = Claim("huge", "A quantity of 2^60 parts.") {
            doubled >= 1
        } then: {
            Self.n >= 0
        }
        #expect(throws: ClaimError.tooLong(claim: "huge")) { try Prover().decide(huge) }
    }

    /// A claim in that many levels, of which the comparison and its sides are two.
    private static func nested(_ levels: Int) -> Claim {
        let conclusion = (2..<levels).reduce(n >= 0) { inner, _ in !inner }
        return Claim("nested", "Nested.") {
            n >= 1
        } then: {
            conclusion
        }
    }
}

/// The same of a search that goes down for seconds.
@Suite struct SmallStackLongTests {
    /// Splits without an end go down, and half a mebibyte of stack is what a thread may have.
    @Test func endlessSearchesEndOnSmallStacks() throws {
        let x: Quantity = "x", y: Quantity = "y", z: Quantity = "z"
        let claim = Claim("strip", "No multiple of 3 is 1 or 2.") {
            z <= 1
        } then: {
            3 * x - 3 * y != z + 1
        }
        guard
            case .proved(let proof) = try onSmallStack({ try Prover(timeLimit: .seconds(60)).decide(claim) })
                .verdict
        else {
            Issue.record("not proved")
            return
        }
        #expect(proof.obstacle == "the search for a certificate grew too deep")
    }
}

/// Carries out `body` on a thread with half a mebibyte of stack, as some systems give to all but the first.
func onSmallStack<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    let result = Mutex<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        let found = Result { try body() }
        result.withLock { $0 = found }
        done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return try result.withLock { $0! }.get()
}
