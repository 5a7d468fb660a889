@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateQuorums
import Testing

/// Values that cannot trade places: the search is refused, with the reason.
@Suite struct ValueRefusalTests {
    enum Value: FiniteValue, CaseIterable { case a, b, c }
    enum Number: FiniteValue, CaseIterable { case one, two, three, four, five, six, seven }
    struct Named: FiniteValue { var replica: ReplicaID }
    struct Pair: FiniteValue, BitwiseCopyable { var first: Value; var second: Value }
    enum Wrapped: FiniteValue { case value(Value), none }
    /// Its numbers lose their sign, and `exchanging` gives one below all.
    struct Signed: ValueCarrying {
        var number: Int8
        static var valueCount: Int { 3 }
        var packed: UInt64 { UInt64(truncatingIfNeeded: number) }
        init(packed: UInt64) { number = Int8(truncatingIfNeeded: packed) }
        func exchanging(_ exchange: ValueExchange) -> Self { Self(packed: .max) }
    }

    /// One field, which never changes.
    struct Holder<Field: Hashable & Sendable & BitwiseCopyable>: SymmetricSpec {
        var field: Field
        var claim: Interchangeable
        static var name: String { "Holder" }
        var replicas: ReplicaSet { ReplicaSet(count: 3) }
        var interchangeable: Interchangeable { claim }
        struct State: SpecState { var field: Field }
        enum Action: SpecAction { case nothing }
        var initialStates: [State] { [State(field: field)] }
        func actions(in s: State, _ next: inout Next<Self>) { next.take(.nothing) { _ in } }
        var properties: [Property<State>] { [.always("true") { _ in true }] }
    }

    private func refusal<Field>(
        _ field: Field, _ claim: Interchangeable = .values(Value.values)
    ) -> String? where Field: Hashable & Sendable & BitwiseCopyable {
        do {
            _ = try StateSymmetry(ErasedSpec(Holder(field: field, claim: claim)))
            return nil
        } catch { return (error as? SpecError)?.message ?? "\(error)" }
    }

    @Test func typesThatNobodyKnowsAreNamed() {
        #expect(refusal(UInt8(0))?.contains("no field of the state is known to carry a Value") == true)
        #expect(refusal(Channel<Value, 4>())?.contains("Channel of Value") == true)
        #expect(refusal(Optional.some(Value.a))?.contains("write `@Packed var`") == true)
        // Its bytes happen to be its numbers.
        #expect(refusal(Wrapped.value(.a)) == nil)
        #expect(refusal(FiniteSet<Value>()) == nil && refusal(Value.a) == nil)
        #expect(refusal(Packed(wrappedValue: Wrapped.none)) == nil)
        #expect(refusal(Pair(first: .a, second: .b)) == nil)
    }

    @Test func numbersBelowAllAreRefused() {
        #expect(
            refusal(FiniteSet<Signed>())?.contains("a value with number 18446744073709551615, which none has")
                == true)
    }

    @Test func claimsAreLookedAt() {
        let set = FiniteSet<Value>()
        #expect(refusal(set, .values([Value.a, .a]))?.contains("is named twice") == true)
        #expect(
            refusal(set, .values([Value.a, .b]).and(values: [Value.b, .c]))?.contains("b is in two groups")
                == true)
        #expect(refusal(set, .values(Value.values, but: [.a, .b]))?.contains("fewer than two") == true)
        #expect(refusal(set, .values([Value]()))?.contains("fewer than two") == true)
        #expect(
            refusal(FiniteSet<Number>(), .values(Number.values))?.contains("7 interchangeable values")
                == true)
        #expect(
            refusal(FiniteSet<Named>(), .values(Named.values.prefix(2)))?.contains("name replicas") == true)
        #expect(refusal(set, .apart().and(values: Value.values)) == nil)
    }

    /// What stands for nothing in a map has to be no value that others trade places with: where there are no replicas it
    /// stays, where there are some it does not.
    @Test func defaultInAMapIsSpecialOnlyWhereThereIsNoReplica() async throws {
        let claim = Interchangeable.values(Value.values)
        var explorer = Explorer(Holder(field: ReplicaMap<Value>(.a), claim: claim))
        explorer.symmetry = .checked
        let error = await #expect(throws: SpecError.self) { try await explorer.run() }
        #expect(error?.message.contains("`initialStates` treats") == true)
        let symmetry = try StateSymmetry(ErasedSpec(Holder(field: ReplicaMap<Value>(.a), claim: claim)))
        var words = StateWords(Holder.State(field: ReplicaMap<Value>(.a))).words
        let before = words
        before.withUnsafeBufferPointer { from in
            words.withUnsafeMutableBufferPointer {
                symmetry.exchange(0, 0, 1).apply(from.baseAddress!, $0.baseAddress!)
            }
        }
        #expect(words != before)
        var expected = ReplicaMap<Value>(.a)
        for replica in ReplicaSet(count: 3) { expected[replica] = .b }
        #expect(words == StateWords(Holder.State(field: expected)).words)
    }

    /// The audit of a certificate knows names of replicas only, so that its set is up to those.
    @Test func certificateIsUpToReplicasOnly() throws {
        let spec = ErasedSpec(
            Holder(field: FiniteSet<Value>(), claim: .all(ReplicaSet(count: 3)).and(values: Value.values)))
        #expect(try StateSymmetry(spec).order == 36)
        #expect(try StateSymmetry(spec, tradesValues: false).order == 6)
        let other = ErasedSpec(Holder(field: FiniteSet<Value>(), claim: .values(Value.values)))
        let error = #expect(throws: SpecError.self) { try StateSymmetry(other, tradesValues: false) }
        #expect(error?.message.contains("a certificate is up to the names of replicas only") == true)
    }
}
