import QuorateQuorums
import Testing

@Suite struct ReplicaIDTests {
    @Test(arguments: 0..<ReplicaID.capacity)
    func isItsNumber(number: Int) {
        let replica = ReplicaID(number)
        #expect(replica.number == number)
        #expect(replica.rawValue == UInt8(number))
        #expect(replica == ReplicaID(integerLiteral: number))
        #expect(replica == ReplicaID(unchecked: UInt8(number)))
        #expect(replica.description == "r\(number)")
    }

    @Test func isOrderedByNumber() {
        for left in 0..<16 {
            for right in 0..<16 {
                #expect((ReplicaID(left) < ReplicaID(right)) == (left < right))
                #expect((ReplicaID(left) == ReplicaID(right)) == (left == right))
            }
        }
    }

    @Test func uncheckedBitsAreCutToFour() {
        for bits in UInt8.min...UInt8.max {
            #expect(ReplicaID(unchecked: bits).number == Int(bits) % 16)
        }
    }

    /// A replica beyond the capacity would silently be another replica.
    @Test func refusesNumbersBeyondTheCapacity() async {
        await #expect(processExitsWith: .failure) { _ = ReplicaID(16) }
        await #expect(processExitsWith: .failure) { _ = ReplicaID(-1) }
        await #expect(processExitsWith: .success) { _ = ReplicaID(15) }
    }
}
