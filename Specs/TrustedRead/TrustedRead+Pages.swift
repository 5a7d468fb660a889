public import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension TrustedRead {
    /// A page in the swap space.
    public enum Page: PackedEnum {
        case stack, heap

        /// What the operating system wrote to the page when it swapped it out.
        var written: Contents { self == .stack ? .stackData : .heapData }
    }

    /// What a copy of a page may hold.
    public enum Contents: PackedEnum { case stackData, heapData, garbage }

    /// A replica's answer: this page holds these contents.
    public struct Copy: PackedValue, CaseIterable {
        /// The page that was asked for.
        public let page: Page
        /// What the replica says is in it.
        public let contents: Contents

        public init(of page: Page, _ contents: Contents) {
            self.page = page
            self.contents = contents
        }

        public static var valueCount: Int { Page.valueCount * Contents.valueCount }
        @inline(__always)
        public var packed: UInt64 { page.packed &* 3 &+ contents.packed }
        @inline(__always)
        public init(packed: UInt64) {
            self.init(of: Page(packed: packed / 3), Contents(packed: packed % 3))
        }
        public static var allCases: [Copy] { Array(values) }
    }

    /// One small value for each page.
    public struct PerPage<Value: PackedValue>: Hashable, Sendable, BitwiseCopyable {
        @Packed private var stack: Value
        @Packed private var heap: Value

        /// Both pages have `initial`.
        init(_ initial: Value) {
            stack = initial
            heap = initial
        }

        /// The value of `page`.
        subscript(_ page: Page) -> Value {
            @inline(__always) get { page == .stack ? stack : heap }
            @inline(__always) set { if page == .stack { stack = newValue } else { heap = newValue } }
        }
    }
}

extension TrustedRead {
    public var faultyReplicasAreSilent: Bool { silent }
    public var messages: [Copy] { silent ? [] : Copy.allCases }
    public func faulty(in state: State) -> FaultyReplicas { state.faulty }
    public func send(_ message: Copy, from sender: ReplicaID, in state: inout State) {
        state.copies.cast(message, by: sender)
    }
    public func correctPart(of state: State) -> State {
        var part = state
        part.copies = state.copies.without(state.faulty)
        return part
    }
}
