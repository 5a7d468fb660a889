import Foundation
import QuorateQuorums
import Testing

@testable import QuorateProver

/// What many claims leave in memory.
@Suite struct ResidentMemoryLongTests {
    /// Thousands of claims in one process: what the solver hands out is given back.
    @Test func memoryStaysFlat() async {
        await #expect(processExitsWith: .success) {
            let a: SetExpression = "A", b: SetExpression = "B", n: Quantity = "n"
            let holds = Claim("holds", "") {
                2 * a.count > n
                2 * b.count > n
            } then: {
                (a & b).count >= 1
            }
            let fails = Claim("fails", "") {
                2 * a.count >= n
                2 * b.count >= n
            } then: {
                (a & b).count >= 1
            }
            func decide(_ count: Int) throws {
                for index in 0..<count { _ = try Prover().decide(index % 2 == 0 ? holds : fails) }
            }
            try decide(300)
            let before = residentKibibytes()
            try decide(1500)
            let after = residentKibibytes()
            print("resident after 300 claims: \(before) KiB, after 1800: \(after) KiB")
            // A handle of the solver that is not given back keeps a whole context: some hundred kibibytes for each claim,
            // and so hundreds of mebibytes.
            if after > before + 8 * 1024 { exit(1) }
        }
    }
}

/// The resident memory of this process.
private func residentKibibytes() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    return (Int(text.split(separator: " ")[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
}
